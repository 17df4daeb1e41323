package dev.sonde.engine;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/// What the log says of a run: what is news, once. The logger bears the component's name.
///
/// Nobody may hold a lock while it speaks: a terminal that nobody reads holds up whoever logs.
///
/// @param before how the component was doing before the run
/// @param now how it is doing after it
record RunReport(Logger log, ComponentStatus before, ComponentStatus now) {
  void tell(Map<String, String> newlyAbsent, @Nullable Throwable failure) {
    if (failure != null) {
      failed(failure);
    } else if (before.consecutiveFailures() > 0) {
      log.info("works again");
    }
    newlyAbsent.forEach((what, why) -> log.info("no {}: {}", what, why));
    refused();
    waiting();
    long samples = now.totals().accepted() - before.totals().accepted();
    log.debug("{} samples in {} µs", samples, now.lastRunNanos() / 1_000);
  }

  private void failed(Throwable failure) {
    boolean news = before.consecutiveFailures() == 0;
    if (news || !now.lastError().equals(before.lastError())) {
      log.warn("failed: {}", now.lastError());
    }
    log.debug("failed", failure);
  }

  private void waiting() {
    if (before.totals().waiting() == 0 && now.totals().waiting() > 0) {
      log.warn("the journal takes no samples now; they wait in memory, where the oldest go first");
    } else if (before.totals().waiting() > 0 && now.totals().waiting() == 0) {
      log.info("no samples wait in memory any more");
    }
  }

  private void refused() {
    for (String reason : now.totals().refused().keySet()) {
      if (!before.totals().refused().containsKey(reason)) {
        log.warn(
            "samples are refused: {}; sonde_component_refused_samples_total counts them", reason);
      }
    }
  }
}
