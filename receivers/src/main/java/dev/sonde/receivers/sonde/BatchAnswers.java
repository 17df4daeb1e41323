package dev.sonde.receivers.sonde;

import dev.sonde.api.Appended;
import dev.sonde.api.BatchId;
import dev.sonde.api.Origin;
import dev.sonde.http.Response;
import dev.sonde.receivers.Answers;
import dev.sonde.receivers.Reading;
import dev.sonde.receivers.agents.Brought;
import dev.sonde.wire.ByteSink;
import dev.sonde.wire.JsonWriter;
import dev.sonde.wire.relay.Aside;
import java.util.Optional;
import java.util.UUID;

/// What another Sonde is told about its batches, whichever way they came.
final class BatchAnswers {
  private final Holder holder;

  BatchAnswers(Holder holder) {
    this.holder = holder;
  }

  /// A batch that has been read.
  ///
  /// @param aside what was said beside it
  /// @param sum the checksum at its end
  Reading reading(BatchId id, int samples, Aside aside, int sum) {
    var brought = new Brought(id, aside, sum, holder.holds(id.instance(), id.epoch()));
    return new Reading(
        new Origin.Sender(id), Optional.of(brought), appended -> answer(id, samples, appended));
  }

  /// How far the samples of an epoch have come.
  long held(UUID instance, long epoch) {
    return holder.holds(instance, epoch);
  }

  Response progress(UUID instance, long epoch) {
    return Response.json(200, page(instance, epoch, "status", "known"));
  }

  private Response answer(BatchId id, int samples, Appended appended) {
    return switch (appended) {
      case Appended.Accepted _ -> taken(id, "accepted", samples);
      case Appended.Repeated _ -> taken(id, "repeated", samples);
      case Appended.Refused refused when refused.reason().equals("overlap") ->
          Response.json(409, page(id.instance(), id.epoch(), "error", "a part of it is here"));
      case Appended.Refused refused -> Answers.refused(refused);
    };
  }

  private static Response taken(BatchId id, String word, int samples) {
    var json = new ByteSink();
    new JsonWriter(json)
        .object()
        .name("status")
        .value(word)
        .name("samples")
        .value(samples)
        .name("upTo")
        .value(id.to())
        .endObject()
        .end();
    return Response.json(200, json.toByteArray());
  }

  private byte[] page(UUID instance, long epoch, String name, String word) {
    var json = new ByteSink();
    new JsonWriter(json)
        .object()
        .name(name)
        .value(word)
        .name("upTo")
        .value(holder.holds(instance, epoch))
        .endObject()
        .end();
    return json.toByteArray();
  }
}
