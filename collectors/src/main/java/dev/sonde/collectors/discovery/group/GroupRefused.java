package dev.sonde.collectors.discovery.group;

import java.io.Serial;

/// Text that is no list of target groups. The message says where and why, for people.
public final class GroupRefused extends Exception {
  @Serial private static final long serialVersionUID = 1;

  GroupRefused(String message) {
    super(message);
  }
}
