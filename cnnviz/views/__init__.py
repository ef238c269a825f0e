"""What can be set on each page, by its name in an address: lessons start views and set goals by them."""

from cnnviz.views.states import states, told

__all__ = ["states", "told"]
