package dev.sonde.server.history;

import dev.sonde.api.store.History;
import java.io.IOException;

/// Asks a store and writes the answer.
@FunctionalInterface
interface Question {
  void ask(History history, Output out) throws IOException, InterruptedException, RefusedException;
}
