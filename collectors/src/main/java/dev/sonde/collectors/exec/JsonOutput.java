package dev.sonde.collectors.exec;

import dev.sonde.wire.json.JsonException;
import dev.sonde.wire.json.JsonForm;
import dev.sonde.wire.json.JsonMemory;
import dev.sonde.wire.json.JsonReport;
import dev.sonde.wire.scrape.PageSink;

/// One JSON value.
final class JsonOutput implements Output {
  private final JsonForm form;
  private final JsonMemory memory = new JsonMemory();

  JsonOutput(String command) {
    this.form = new JsonForm.Output(command);
  }

  @Override
  public void forget() {
    memory.forget();
  }

  @Override
  public String read(byte[] printed, PageSink into, OutputReaders readers)
      throws UnreadableException {
    try {
      return note(readers.read(printed, form, memory, into));
    } catch (JsonException unreadable) {
      throw new UnreadableException(String.valueOf(unreadable.getMessage()));
    }
  }

  private static String note(JsonReport of) {
    if (of.allSkipped() > 0) {
      return of.allSkipped()
          + (of.allSkipped() == 1 ? " value gave" : " values gave")
          + " no sample, such as "
          + of.example();
    }
    return of.duplicates() == 0 ? "" : of.duplicates() + " values stand for the same series";
  }
}
