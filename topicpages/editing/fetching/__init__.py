"""One page of the open web, fetched so that neither its server nor its address can do harm.

``fetch`` gives the page or says why there is none; ``decoded`` gives its text. Both never raise.

It stands on ``http.client`` and not on urllib3 or requests: what matters is to connect to just the address
that was checked and to end in time whatever a server does. There that is one method of a connection and one
class around its socket, and nothing follows redirects, reads proxies or keeps cookies by itself.
"""

from topicpages.editing.fetching.addresses import MayConnect, is_public
from topicpages.editing.fetching.decoding import decoded
from topicpages.editing.fetching.follow import KnownRobots, fetch
from topicpages.editing.fetching.shapes import LIMITS, PAGES, USER_AGENT, Fetched, Limits

__all__ = [
    "LIMITS",
    "PAGES",
    "USER_AGENT",
    "Fetched",
    "KnownRobots",
    "Limits",
    "MayConnect",
    "decoded",
    "fetch",
    "is_public",
]
