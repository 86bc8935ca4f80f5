// The client of the tus protocol, fetched when the first file is uploaded.
export { Upload } from "tus-js-client";
