"""The office's fixtures."""

from conftest_goods import goods, goods_start
from conftest_office import campaign, office

__all__ = ["campaign", "goods", "goods_start", "office"]
