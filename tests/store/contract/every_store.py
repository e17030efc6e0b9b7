"""What every store is held to: a test class to inherit, given how to open the store.

A subclass overrides the fixture ``open_one`` with a function that opens the same library each time
it is called.
"""

from tests.store.contract.access import AccessContract
from tests.store.contract.annotations import AnnotationsContract
from tests.store.contract.corrections import CorrectionsContract
from tests.store.contract.orders import OrdersContract
from tests.store.contract.pages import PagesContract
from tests.store.contract.queries import QueriesContract
from tests.store.contract.threads import ThreadsContract
from tests.store.contract.whole import WholeContract


class StoreContract(
    PagesContract,
    AnnotationsContract,
    OrdersContract,
    QueriesContract,
    ThreadsContract,
    CorrectionsContract,
    AccessContract,
    WholeContract,
):
    """All of it."""
