package dev.sonde.collectors.scrape;

import dev.sonde.collectors.scrape.config.Job;
import dev.sonde.http.BodyBuffer;
import dev.sonde.http.Call;
import dev.sonde.http.Header;
import dev.sonde.wire.json.JsonException;
import dev.sonde.wire.json.JsonForm;
import dev.sonde.wire.json.JsonMemory;
import dev.sonde.wire.json.JsonReport;
import dev.sonde.wire.scrape.PageSink;
import java.util.List;

/// Numbers from JSON.
final class JsonPages implements Pages {
  private static final Header ACCEPT = new Header("Accept", "application/json");

  private final JsonForm form;
  private final JsonMemory memory = new JsonMemory();

  JsonPages(JsonForm form) {
    this.form = form;
  }

  @Override
  public boolean suit(Job job) {
    return Pages.form(job).map(form::equals).orElse(false);
  }

  @Override
  public Call asking(Call call, Job job) {
    return call.with(List.of(ACCEPT));
  }

  @Override
  public void forget() {
    memory.forget();
  }

  @Override
  public long byteSize() {
    return (long) Long.BYTES * memory.series();
  }

  @Override
  public String read(String contentType, BodyBuffer body, PageSink into, Job job, Readers readers)
      throws UnreadableException {
    var reader = readers.takeJson();
    try {
      return note(reader.read(body.bytes(), body.size(), form, memory, into));
    } catch (JsonException unreadable) {
      throw new UnreadableException(String.valueOf(unreadable.getMessage()));
    } finally {
      readers.giveBack(reader);
    }
  }

  static String note(JsonReport page) {
    if (page.allSkipped() > 0) {
      return page.allSkipped()
          + (page.allSkipped() == 1 ? " value gave" : " values gave")
          + " no sample, such as "
          + page.example();
    }
    return switch (page.duplicates()) {
      case 0 -> "";
      case 1 -> "1 value stands for a series that another has";
      default -> page.duplicates() + " values stand for the same series";
    };
  }
}
