from eigenstimme.contracts.actions.contracts import Terms, change_contract, record_contract
from eigenstimme.contracts.actions.ending import begin_exit, end_mandates, settle_step, sign_exit
from eigenstimme.contracts.actions.ledger import FeeTyped, strike_fee, type_fee

__all__ = [
    "FeeTyped",
    "Terms",
    "begin_exit",
    "change_contract",
    "end_mandates",
    "record_contract",
    "settle_step",
    "sign_exit",
    "strike_fee",
    "type_fee",
]
