package dev.sonde.delivery;

sealed interface Next {
  Next AT_ONCE = new AtOnce();
  Next WHEN_MORE = new WhenMore();

  record AtOnce() implements Next {}

  record WhenMore() implements Next {}

  record After(long nanos) implements Next {}
}
