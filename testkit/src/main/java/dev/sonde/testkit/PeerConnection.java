package dev.sonde.testkit;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// One connection to a [FaultyPeer], from accept to close.
final class PeerConnection {
  private final FaultyPeer peer;
  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;

  PeerConnection(FaultyPeer peer, Socket socket) throws IOException {
    this.peer = peer;
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream());
    this.out = socket.getOutputStream();
  }

  void serve() throws IOException, InterruptedException {
    PeerRequest request = PeerRequest.read(in);
    while (request != null && answer(request, peer.next())) {
      request = PeerRequest.read(in);
    }
  }

  /// @return whether the connection goes on
  private boolean answer(PeerRequest request, Reaction reaction)
      throws IOException, InterruptedException {
    if (reaction instanceof Reaction.EarlyAnswer(int status)) {
      out.write(Reaction.bytes(new Reaction.Answer(status, Map.of(), "")));
      return false;
    }
    if (reaction instanceof Reaction.CloseInRequest(int afterBytes)) {
      in.readNBytes(Math.min(afterBytes, request.length()));
      return false;
    }
    byte[] body = in.readNBytes(request.length());
    return body.length == request.length() && react(request, body, reaction);
  }

  private boolean react(PeerRequest request, byte[] body, Reaction reaction)
      throws IOException, InterruptedException {
    Reaction chosen = reaction;
    if (chosen instanceof Reaction.Limit(int most, Reaction otherwise)) {
      chosen = body.length > most ? Reaction.status(413) : otherwise;
    }
    peer.keep(request.received(body, chosen));
    while (chosen instanceof Reaction.Delayed(var until, Reaction then)) {
      until.await();
      chosen = then;
    }
    return perform(request, body, chosen);
  }

  private boolean perform(PeerRequest request, byte[] body, Reaction reaction) throws IOException {
    return switch (reaction) {
      case Reaction.Answer answer -> send(Reaction.bytes(answer), true);
      case Reaction.Echo(int status) ->
          send(Reaction.bytes(new Reaction.Answer(status, Map.of(), request.echo(body))), true);
      case Reaction.HalfAnswer(int status) ->
          send(("HTTP/1.1 " + status + " X\r\nContent-Length: 9\r\n\r\nhalf"), false);
      case Reaction.Raw(String bytes) -> send(bytes, false);
      case Reaction.Reset _ -> {
        socket.setSoLinger(true, 0);
        yield false;
      }
      case Reaction.Silence _ -> {
        in.transferTo(OutputStream.nullOutputStream());
        yield false;
      }
      case Reaction.Closed _ -> false;
      case Reaction.Limit _, Reaction.Delayed _ ->
          throw new IllegalStateException("a limit stands outermost, before any delay");
      case Reaction.EarlyAnswer _, Reaction.CloseInRequest _ ->
          throw new IllegalStateException("stands alone: the body is read already");
    };
  }

  private boolean send(String bytes, boolean goOn) throws IOException {
    return send(bytes.getBytes(StandardCharsets.ISO_8859_1), goOn);
  }

  private boolean send(byte[] bytes, boolean goOn) throws IOException {
    out.write(bytes);
    return goOn;
  }
}
