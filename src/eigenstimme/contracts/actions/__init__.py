from eigenstimme.contracts.actions.contracts import Terms, change_contract, record_contract
from eigenstimme.contracts.actions.ledger import FeeTyped, strike_fee, type_fee

__all__ = ["FeeTyped", "Terms", "change_contract", "record_contract", "strike_fee", "type_fee"]
