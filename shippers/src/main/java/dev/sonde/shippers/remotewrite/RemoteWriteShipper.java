package dev.sonde.shippers.remotewrite;

import dev.sonde.api.Encoded;
import dev.sonde.api.Examination;
import dev.sonde.api.Outcome;
import dev.sonde.api.Shipment;
import dev.sonde.api.Shipper;
import dev.sonde.api.Surroundings;
import dev.sonde.api.Time;
import dev.sonde.http.Reply;
import dev.sonde.http.tls.TlsContexts;
import dev.sonde.shippers.http.HttpDestination;
import dev.sonde.wire.histogram.ClassicHistograms;
import dev.sonde.wire.remotewrite.RemoteWriteEncoder;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// # Implementation notes
///
/// A receiver of 1.0 refuses a whole request for one sample, so a 400 is [Outcome.Spoilt]. One of
/// 2.0 takes the others and says how many: what is missing is refused, and nothing is sent twice.
/// In a form that was found out by asking, whatever speaks against that form goes back to the first
/// one with the same batch, before any other meaning is given to it. The first encoder is made at
/// once, so that native code that can't be loaded stops the shipper, and no batch is blamed.
final class RemoteWriteShipper implements Shipper {
  private static final Logger LOG = LoggerFactory.getLogger("sonde.shippers.remotewrite");

  private final HttpDestination destination;
  private final Negotiation negotiation;
  private final Map<Form, RemoteWriteEncoder> encoders = new EnumMap<>(Form.class);
  private final boolean exemplars;
  private final boolean nativeHistograms;
  private final ClassicHistograms histograms = new ClassicHistograms(_ -> true);
  private Form encodedAs;

  /// What the last request holds, histograms made of native ones in all their parts.
  private int rows;

  RemoteWriteShipper(
      RemoteWriteConfig config, TlsContexts tls, Surroundings surroundings, Time time) {
    encodedAs = Form.first(config);
    exemplars = config.exemplars();
    nativeHistograms = config.nativeHistograms();
    encoders.put(encodedAs, encodedAs.encoder(exemplars));
    destination = new HttpDestination(config.http(), tls, surroundings, time);
    negotiation = new Negotiation(config, new Probe(config, destination, this::isUsable), time);
  }

  @Override
  public Encoded encode(Shipment shipment) {
    encodedAs = negotiation.form();
    return nativeHistograms ? request(shipment) : histograms.encode(shipment, this::request);
  }

  @Override
  public Outcome send(Encoded encoded) throws IOException, InterruptedException {
    if (histograms.isTooMuch(encoded)) {
      return ClassicHistograms.TOO_MUCH;
    }
    if (negotiation.ask() || encodedAs != negotiation.form()) {
      return new Outcome.Again("the receiver takes " + negotiation.form());
    }
    return destination.post(
        encoded, encodedAs.contentType(), encodedAs.headers(), reply -> outcome(encoded, reply));
  }

  @Override
  public boolean answers() throws InterruptedException {
    return destination.answers();
  }

  @Override
  public Examination examine() throws InterruptedException {
    return destination.examine();
  }

  @Override
  public void close() {
    destination.close();
    encoders.values().forEach(RemoteWriteEncoder::close);
    encoders.clear();
  }

  private Encoded request(Shipment shipment) {
    Encoded encoded = encoder(encodedAs).encode(shipment);
    rows = encoded.samples();
    return encoded;
  }

  private RemoteWriteEncoder encoder(Form form) {
    return encoders.computeIfAbsent(form, each -> each.encoder(exemplars));
  }

  /// A form that needs native code may not be.
  private boolean isUsable(Form form) {
    try {
      encoder(form);
      return true;
    } catch (IllegalStateException e) {
      LOG.warn("the receiver takes {}, but {}", form, e.getMessage());
      return false;
    }
  }

  private Outcome outcome(Encoded sent, Reply reply) {
    OptionalLong written =
        encodedAs == Form.COUNTED ? Written.samples(reply) : OptionalLong.empty();
    if (written.isPresent() && (reply.succeeded() || refuses(reply))) {
      return counted(sent, written.getAsLong(), reply);
    }
    if (negotiation.isLearnt() && speaksAgainst(reply)) {
      negotiation.goBack();
      return new Outcome.Again(
          destination.words(reply) + " to " + encodedAs + "; once more as " + negotiation.form());
    }
    return isMisunderstood(reply) ? misunderstood(reply) : usual(reply);
  }

  private Outcome counted(Encoded sent, long written, Reply reply) {
    long refused = Math.clamp(rows - written, 0, sent.samples());
    if (refused == 0) {
      return Outcome.ACCEPTED;
    }
    return written == 0 && !reply.succeeded()
        ? new Outcome.Rejected(destination.words(reply))
        : new Outcome.Accepted(refused, destination.words(reply));
  }

  private boolean speaksAgainst(Reply reply) {
    return refuses(reply) || reply.status() == 415 || isMisunderstood(reply);
  }

  /// Nothing of it was written: who knows 1.0 only finds nothing in a request of 2.0.
  private boolean isMisunderstood(Reply reply) {
    return switch (encodedAs) {
      case PLAIN -> false;
      case COUNTED -> reply.succeeded() || reply.status() == 415;
      case ZSTD ->
          switch (reply.status()) {
            case 400 -> isAboutSnappy(reply);
            default -> reply.status() == 415;
          };
    };
  }

  private static boolean isAboutSnappy(Reply reply) {
    return reply.text().toLowerCase(Locale.ROOT).contains("snappy");
  }

  private Outcome misunderstood(Reply reply) {
    String said = destination.words(reply);
    String why = reply.succeeded() ? said + ", without how many samples it wrote" : said;
    return new Outcome.Held(
        why
            + ": it does not take "
            + encodedAs
            + (encodedAs == Form.ZSTD ? "; set compression to auto" : "; set protocol to auto"));
  }

  private static boolean refuses(Reply reply) {
    return switch (reply.status()) {
      case 400, 409, 422 -> true;
      default -> false;
    };
  }

  /// Some page at another path, or a portal that answers everything: it took no sample.
  private static boolean isWebPage(Reply reply) {
    String text = reply.text().stripLeading();
    return reply.succeeded() && (begins(text, "<!doctype html") || begins(text, "<html"));
  }

  private static boolean begins(String text, String with) {
    return text.regionMatches(true, 0, with, 0, with.length());
  }

  private Outcome usual(Reply reply) {
    if (isWebPage(reply)) {
      return new Outcome.Held(
          "HTTP " + reply.status() + " with a web page: no receiver answers so; check url");
    }
    return refuses(reply)
        ? new Outcome.Spoilt(destination.words(reply))
        : destination.outcome(reply);
  }
}
