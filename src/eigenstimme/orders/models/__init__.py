from eigenstimme.orders.models.delivery import (
    Acceptance,
    Delivery,
    DeliveryAttachment,
    DeliveryFile,
    Verdict,
)
from eigenstimme.orders.models.order import (
    ENDED,
    MOVES,
    UNSEEN,
    WITH_SPECIALIST,
    WITH_US,
    Order,
    OrderQuerySet,
    State,
)
from eigenstimme.orders.models.talk import Answer, Comment, Effort, Reply, Step, StepKind

__all__ = [
    "ENDED",
    "MOVES",
    "UNSEEN",
    "WITH_SPECIALIST",
    "WITH_US",
    "Acceptance",
    "Answer",
    "Comment",
    "Delivery",
    "DeliveryAttachment",
    "DeliveryFile",
    "Effort",
    "Order",
    "OrderQuerySet",
    "Reply",
    "State",
    "Step",
    "StepKind",
    "Verdict",
]
