"""Asks a public archive for its copy of a page."""

import json
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

from topicpages.editing.fetching import KnownRobots, MayConnect, fetch, is_public
from topicpages.sources import public_url

_JSON = frozenset({"application/json", "text/json", "text/javascript", "application/javascript"})
_OK = "200"


@dataclass(frozen=True, slots=True)
class Archive:
    """An archive: the address that tells of copies, and the host at which they stand."""

    service: str = "https://archive.org/wayback/available"
    host: str = "web.archive.org"

    def copy_of(
        self, address: str, *, day: str, robots: KnownRobots, may_connect: MayConnect = is_public
    ) -> str | None:
        """Return the address of the copy nearest to ``day`` (YYYYMMDD, or less of it), if there is one.

        Whatever else the archive answers is taken as no copy.
        """
        asked = f"{self.service}?{urlencode({'url': address, 'timestamp': day})}"
        answer, faults = fetch(asked, may_connect=may_connect, media_types=_JSON, robots=robots)
        if answer is None or faults:
            return None
        try:
            copy = json.loads(answer.body)["archived_snapshots"]["closest"]
            found = str(copy["url"]) if copy["available"] is True and str(copy["status"]) == _OK else ""
        except (ValueError, KeyError, TypeError, RecursionError):
            return None
        url, problem = public_url(found)
        if url is None or problem or urlsplit(url).hostname != self.host:
            return None
        # It still writes http, though it has answered to https for long.
        return url.replace("http://", "https://", 1) if url.startswith("http://") else url
