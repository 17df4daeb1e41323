package dev.sonde.server.history;

import dev.sonde.api.store.History;
import java.io.IOException;

/// One question while the store works on it.
record Asking(Question question, History history, Output out, Pipe pipe, Places places)
    implements Runnable {
  @Override
  public void run() {
    try {
      question.ask(history, out);
      out.finish();
    } catch (IOException
        | InterruptedException
        | RefusedException
        | RuntimeException
        | StackOverflowError why) {
      pipe.fail(why);
    } finally {
      places.giveBack();
    }
  }
}
