import os
from random import Random

import pytest

from index.store import Store
from index.sync import sync_index
from tests.changing_folder import ChangingFolder
from tests.fakes import BigramEmbedder
from tests.index_contents import differences, problems_of
from tests.sync_process import sync_and_die

KILLS = 200
LONGEST = 0.09  # seconds at first; then as long as this machine takes for about half of the runs
MOST_CHANGES = 4

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")


def sync(data, folder):
    store = Store(data)
    report = sync_index(store, [folder], BigramEmbedder())
    assert report.errors == []
    return store


@pytest.mark.parametrize("seed", [20])
def test_an_index_survives_being_killed_200_times_and_ends_as_if_it_never_was(tmp_path, seed):
    random = Random(seed)
    folder = ChangingFolder(tmp_path / "기사", random)
    sync(tmp_path / "덥힘", folder.folder).close()  # what is loaded now is there after a fork
    data, killed, longest = tmp_path / "색인", 0, LONGEST
    for number in range(KILLS):
        for _ in range(random.randrange(MOST_CHANGES)):
            folder.change()
        died = sync_and_die(data, folder.folder, after=random.random() * longest)
        killed, longest = killed + died, longest * (1.1 if died else 0.9)
        if number % 4 == 0:
            store = Store(data)
            assert problems_of(store) == []
            store.close()
    assert KILLS / 4 < killed < KILLS, "killed too late or too soon to mean anything"
    store = sync(data, folder.folder)
    assert problems_of(store) == []
    clean = sync(tmp_path / "새 색인", folder.folder)
    assert differences(store, clean) == {}
