from eigenstimme.media.actions.checking import check_photo, choose_sector
from eigenstimme.media.actions.consents import (
    Agreement,
    end_what_ran_out,
    mark_people,
    record_consent,
    withdraw_consent,
)
from eigenstimme.media.actions.deleting import StillNeeded, clear_away, delete_for_good
from eigenstimme.media.actions.incoming import WrongPlace, begin_upload, give_up, take_piece
from eigenstimme.media.actions.library import (
    BadCaptions,
    Description,
    Licence,
    caption,
    choose_still,
    describe,
    license_asset,
    point_at,
)

__all__ = [
    "Agreement",
    "BadCaptions",
    "Description",
    "Licence",
    "StillNeeded",
    "WrongPlace",
    "begin_upload",
    "caption",
    "check_photo",
    "choose_sector",
    "choose_still",
    "clear_away",
    "delete_for_good",
    "describe",
    "end_what_ran_out",
    "give_up",
    "license_asset",
    "mark_people",
    "point_at",
    "record_consent",
    "take_piece",
    "withdraw_consent",
]
