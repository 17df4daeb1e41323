package dev.sonde.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.Deflater;

/// Makes responses ready for the wire: length, compression, the headers every response has.
final class Answers {
  /// Who asked.
  ///
  /// @param headOnly answer with the head alone
  /// @param old HTTP/1.0
  /// @param gzip takes gzip
  record Client(boolean headOnly, boolean old, boolean gzip) {
    static final Client UNKNOWN = new Client(false, false, false);

    static Client of(Incoming incoming) {
      Request request = incoming.request();
      return new Client(request.method().equals("HEAD"), incoming.old(), request.acceptsGzip());
    }
  }

  private static final class Tally extends OutputStream {
    private long count;

    @Override
    public void write(int b) {
      count++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      count += length;
    }
  }

  private final Gzip gzip;
  private final HttpDate date;

  Answers(Gzip gzip, HttpDate date) {
    this.gzip = gzip;
    this.date = date;
  }

  /// Can the end of this response be told without closing the connection?
  static boolean delimited(Client client, Response response) {
    return !client.old() || client.headOnly() || !(response.body() instanceof Response.Streamed);
  }

  Answer make(Client client, Response response, boolean keep) throws IOException {
    List<Header> headers = headers(client, response, keep);
    Optional<Deflater> deflater =
        client.gzip() && Gzip.suits(response) ? gzip.take() : Optional.empty();
    if (deflater.isPresent()) {
      headers.add(new Header("Content-Encoding", "gzip"));
    }
    try {
      return switch (response.body()) {
        case Response.Whole whole -> whole(client, response, headers, whole.bytes, deflater);
        case Response.Streamed(var writer) -> streamed(client, response, headers, writer, deflater);
        case Response.Upgraded _ -> upgraded(response);
      };
    } finally {
      if (response.body() instanceof Response.Whole) {
        deflater.ifPresent(gzip::giveBack);
      }
    }
  }

  /// Nothing of what describes a body.
  private Answer upgraded(Response response) {
    var headers = new ArrayList<Header>(response.headers().size() + 1);
    headers.add(new Header("Date", date.now()));
    headers.addAll(response.headers());
    return new Answer(response.status(), headers, 0, false, _ -> {});
  }

  private Answer whole(
      Client client,
      Response response,
      List<Header> headers,
      byte[] bytes,
      Optional<Deflater> deflater)
      throws IOException {
    byte[] sent = deflater.isPresent() ? compress(deflater.get(), bytes) : bytes;
    boolean bodiless = response.status() == 204 || response.status() == 304;
    if (!bodiless) {
      headers.add(new Header("Content-Length", Integer.toString(sent.length)));
    }
    boolean body = !client.headOnly() && !bodiless;
    return new Answer(response.status(), headers, sent.length, body, out -> out.write(sent));
  }

  private static byte[] compress(Deflater deflater, byte[] bytes) throws IOException {
    var out = new ByteArrayOutputStream(bytes.length / 4);
    Gzip.write(deflater, into -> into.write(bytes), out);
    return out.toByteArray();
  }

  private Answer streamed(
      Client client,
      Response response,
      List<Header> headers,
      Response.Writer plain,
      Optional<Deflater> deflater)
      throws IOException {
    Response.Writer writer =
        deflater.<Response.Writer>map(it -> out -> compress(it, plain, out)).orElse(plain);
    if (client.headOnly()) {
      var tally = new Tally();
      writer.writeTo(tally);
      headers.add(new Header("Content-Length", Long.toString(tally.count)));
      return new Answer(response.status(), headers, tally.count, false, writer);
    }
    if (!client.old()) {
      headers.add(new Header("Transfer-Encoding", "chunked"));
    }
    long length = client.old() ? Answer.UNTIL_CLOSE : Answer.CHUNKED;
    return new Answer(response.status(), headers, length, true, writer);
  }

  private void compress(Deflater deflater, Response.Writer writer, OutputStream out)
      throws IOException {
    try {
      Gzip.write(deflater, writer, out);
    } finally {
      gzip.giveBack(deflater);
    }
  }

  private List<Header> headers(Client client, Response response, boolean keep) {
    var headers = new ArrayList<Header>(response.headers().size() + 8);
    headers.add(new Header("Date", date.now()));
    headers.addAll(response.headers());
    headers.add(new Header("X-Content-Type-Options", "nosniff"));
    if (!response.has("Cache-Control")) {
      headers.add(new Header("Cache-Control", "no-store"));
    }
    if (Gzip.suits(response)) {
      headers.add(new Header("Vary", "Accept-Encoding"));
    }
    if (!keep) {
      headers.add(new Header("Connection", "close"));
    } else if (client.old()) {
      headers.add(new Header("Connection", "keep-alive"));
    }
    return headers;
  }
}
