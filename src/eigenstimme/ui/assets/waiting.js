// Ideas that wait on this device: the page shows them, the worker sends them. Each is
// { key, member, state, fields, error, at }: the form's key, whose it is (a number, "" for not yet known), "waiting" for
// the network, "open" (shared, not finished) or "refused" by the server, the form's fields in order, files among them.
const DATABASE = "eigenstimme";
const IDEAS = "ideas";
const DEVICE = "device";

export const keep = (idea) => run(IDEAS, "readwrite", (store) => store.put(idea));
export const find = (key) => run(IDEAS, "readonly", (store) => store.get(key));
export const forget = (key) => run(IDEAS, "readwrite", (store) => store.delete(key));

export async function all() {
  const ideas = await run(IDEAS, "readonly", (store) => store.getAll());
  return ideas.sort((one, other) => one.at - other.at);
}

// Who was signed in last on this device.
export const lastMember = async () => (await run(DEVICE, "readonly", (store) => store.get("member"))) ?? "";
export const setMember = (member) => run(DEVICE, "readwrite", (store) => store.put(member, "member"));

async function run(name, mode, act) {
  const database = await opened();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction(name, mode);
      const request = act(transaction.objectStore(name));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = () => reject(transaction.error);
    });
  } finally {
    database.close();
  }
}

function opened() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(IDEAS, { keyPath: "key" });
      request.result.createObjectStore(DEVICE);
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
