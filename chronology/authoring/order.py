"""The order of a record's keys: that of the models' fields."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, get_args, get_origin

from chronology.records.model.part import Model, fields_of, yaml_key


@dataclass(frozen=True)
class Order:
    """What stands at a place of a record, as far as order goes."""

    keys: Mapping[str, "Order"] | None = None
    """The keys of a part, in order; None where the order of keys is the writer's."""
    each: "Order | None" = None
    """What a list, or a mapping with free keys, holds."""

    def below(self, key: str) -> "Order":
        return (self.keys or {}).get(key) or self.each or FREE


FREE = Order()
"""Text, or something the models do not know: its order is the writer's."""


def order_of(annotation: Any) -> Order:
    """The order within a value of this type, as in `dict[str, Source]`."""
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return Order({yaml_key(name): order_of(info.annotation) for name, info in fields_of(annotation).items()})
    arguments = get_args(annotation)
    if get_origin(annotation) is dict:
        return Order(each=order_of(arguments[1]))
    if get_origin(annotation) is tuple:
        return Order(each=order_of(arguments[0]))
    known = (order_of(argument) for argument in arguments)  # of Annotated, of a union
    return next((order for order in known if order != FREE), FREE)


def ordered(value: Any, order: Order) -> Any:
    """A value such that two are equal if they say the same: the keys of parts sorted, other mappings as lists of pairs."""
    if isinstance(value, list):
        return [ordered(item, order.each or FREE) for item in value]
    if isinstance(value, dict):
        pairs = [(key, ordered(item, order.below(key))) for key, item in value.items()]
        return ("mapping", sorted(pairs, key=lambda pair: pair[0]) if order.keys else pairs)
    return value
