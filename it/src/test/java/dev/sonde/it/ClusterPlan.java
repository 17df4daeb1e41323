package dev.sonde.it;

import java.time.Duration;
import java.util.List;

/// How a cluster is built, and what is done to it.
///
/// @param strikes how often something is killed or cut
/// @param victims what, one of them at random each time; hubs in turn
/// @param life how long all live between two strikes, on average
/// @param seed of everything random
record ClusterPlan(
    int hubs, int agents, int strikes, List<Victim> victims, Duration life, Way way, long seed) {
  /// What is struck.
  enum Victim {
    AGENT,
    HUB,
    STORE,
    NETWORK
  }

  /// How agents come to hubs.
  enum Way {
    /// Each to a hub of its own, while that one is there.
    STICKY,
    /// With every connection to another one, and connections break.
    UNSTICKY,
    /// By nginx, as documented, to one of two.
    NGINX,
    /// To the only hub, which is in a network namespace.
    NAMESPACE
  }

  ClusterPlan {
    victims = List.copyOf(victims);
    if (way == Way.NAMESPACE && hubs > 1) {
      throw new IllegalArgumentException("only one hub can be in the namespace");
    }
  }
}
