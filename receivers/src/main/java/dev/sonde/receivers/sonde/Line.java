package dev.sonde.receivers.sonde;

import dev.sonde.api.BatchId;
import dev.sonde.api.Push;
import dev.sonde.http.Response;
import dev.sonde.http.websocket.Message;
import dev.sonde.receivers.Body;
import dev.sonde.receivers.Desk;
import dev.sonde.receivers.Guest;
import dev.sonde.receivers.Reading;
import dev.sonde.wire.BodyException;
import dev.sonde.wire.columns.DamagedException;
import dev.sonde.wire.relay.LineDecoder;
import dev.sonde.wire.relay.LineForm;

/// Takes the batches of another Sonde that come as messages of one connection, as [LineForm] says.
/// For one thread.
public final class Line {
  private final Desk desk;
  private final Guest guest;
  private final BatchAnswers answers;
  private final LineDecoder decoder = new LineDecoder();

  /// @param holder knows how far each sender's samples have come
  public Line(Desk desk, Guest guest, Holder holder) {
    this.desk = desk;
    this.guest = guest;
    this.answers = new BatchAnswers(holder);
  }

  /// Takes a message. When it is answered with anything but 200, what earlier ones have defined
  /// counts no more.
  public Response take(Message message) {
    Response answer = answer(message);
    if (answer.status() != 200) {
      decoder.forget();
    }
    return answer;
  }

  private Response answer(Message message) {
    int way = message.length() == 0 ? -1 : message.bytes()[message.from()];
    return switch (way) {
      case LineForm.PLAIN -> desk.take(message, 1, "", guest, this::read);
      case LineForm.ZSTD -> desk.take(message, 1, "zstd", guest, this::read);
      case LineForm.GZIP -> desk.take(message, 1, "gzip", guest, this::read);
      default -> Response.error(415, "messages begin with 0, 1 for Zstandard, or 2 for gzip");
    };
  }

  private Reading read(Body body, Push push) throws BodyException {
    try {
      BatchId id = decoder.read(body.bytes(), body.length(), push);
      return answers.reading(id, push.size(), decoder.aside(), decoder.sum());
    } catch (DamagedException damaged) {
      throw new BodyException("this is no batch: " + damaged.getMessage());
    }
  }
}
