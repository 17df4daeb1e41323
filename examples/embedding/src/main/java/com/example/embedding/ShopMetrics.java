package com.example.embedding;

import dev.sonde.api.Collector;
import dev.sonde.api.Family;
import dev.sonde.api.Labels;
import dev.sonde.api.Recorder;

/// What the shop tells of itself.
final class ShopMetrics implements Collector {
  /// `shop_orders_total 7`
  private static final Family ORDERS =
      Family.counter("shop_orders_total", "", "Orders since the shop opened.");

  /// `shop_orders_waiting 2`
  private static final Family WAITING =
      Family.gauge("shop_orders_waiting", "", "Orders that are not delivered yet.");

  private final Shop shop;

  ShopMetrics(Shop shop) {
    this.shop = shop;
  }

  @Override
  public void collect(Recorder out) {
    out.record(ORDERS, Labels.NONE, shop.orders());
    out.record(WAITING, Labels.NONE, shop.waiting());
  }
}
