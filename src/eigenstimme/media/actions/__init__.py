from eigenstimme.media.actions.incoming import WrongPlace, begin_upload, give_up, take_piece
from eigenstimme.media.actions.library import Description, Licence, describe, license_asset, point_at

__all__ = [
    "Description",
    "Licence",
    "WrongPlace",
    "begin_upload",
    "describe",
    "give_up",
    "license_asset",
    "point_at",
    "take_piece",
]
