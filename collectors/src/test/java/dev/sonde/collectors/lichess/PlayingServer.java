package dev.sonde.collectors.lichess;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Stands in for Lichess: plays for each path what a test wrote for it, one play a request, and
/// then begins an answer and holds its tongue. Safe for all threads.
final class PlayingServer implements AutoCloseable {
  private final ServerSocket server;
  private final Map<String, ArrayDeque<Play>> plays = new HashMap<>();
  private final Map<String, Play> always = new HashMap<>();
  private final List<Request> requests = new ArrayList<>();
  private final Set<Socket> open = new HashSet<>();

  /// What is answered to one request.
  interface Play {
    void play(Stage stage) throws IOException, InterruptedException;
  }

  /// A request's head.
  ///
  /// @param path without the query
  /// @param headers by name in lower case
  record Request(String path, String query, Map<String, String> headers) {}

  PlayingServer() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
    Thread.ofVirtual().name("playing server").start(this::accept);
  }

  String url() {
    return "http://127.0.0.1:" + server.getLocalPort();
  }

  /// What to play next for a path, after what is there already.
  synchronized void on(String path, Play... next) {
    plays.computeIfAbsent(path, _ -> new ArrayDeque<>()).addAll(List.of(next));
  }

  /// What to play for a path when there is nothing else to play.
  synchronized void always(String path, Play play) {
    always.put(path, play);
  }

  /// Waits until so many requests for a path have come, and gives them.
  synchronized List<Request> await(String path, int count) throws InterruptedException {
    while (of(path).size() < count) {
      wait();
    }
    return of(path);
  }

  synchronized List<Request> of(String path) {
    return requests.stream().filter(each -> each.path.equals(path)).toList();
  }

  /// An answer with a body.
  static Play answer(int status, String body, String... headers) {
    return stage -> {
      stage.head(status, headers);
      stage.say(body);
      stage.end();
    };
  }

  /// These lines, and the end of the feed.
  static Play lines(String... lines) {
    return stage -> {
      stage.head(200);
      for (String each : lines) {
        stage.line(each);
      }
      stage.end();
    };
  }

  /// These lines; the connection breaks in the middle of the last one.
  static Play broken(String... lines) {
    return stage -> {
      stage.head(200);
      for (int i = 0; i < lines.length - 1; i++) {
        stage.line(lines[i]);
      }
      String last = lines[lines.length - 1];
      stage.say(last.substring(0, last.length() / 2));
    };
  }

  /// These lines, and then nothing.
  static Play held(String... lines) {
    return stage -> {
      stage.head(200);
      for (String each : lines) {
        stage.line(each);
      }
      stage.hold();
    };
  }

  @Override
  public void close() throws IOException {
    server.close();
    List<Socket> left;
    synchronized (this) {
      left = List.copyOf(open);
    }
    for (Socket each : left) {
      each.close();
    }
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        synchronized (this) {
          open.add(socket);
        }
        Thread.ofVirtual().name("playing server's connection").start(() -> serve(socket));
      }
    } catch (IOException e) {
      if (!server.isClosed()) {
        throw new IllegalStateException("the server can't listen any more", e);
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      var in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
      boolean more = true;
      while (more) {
        String line = in.readLine();
        more = line != null && answer(line, in, socket.getOutputStream());
      }
    } catch (SocketException _) {
      // the other side broke it off, or close() did
    } catch (IOException e) {
      throw new IllegalStateException("the play broke", e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      synchronized (this) {
        open.remove(socket);
      }
    }
  }

  private boolean answer(String line, BufferedReader in, OutputStream out)
      throws IOException, InterruptedException {
    var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    for (String each = in.readLine(); !each.isEmpty(); each = in.readLine()) {
      int colon = each.indexOf(':');
      headers.put(each.substring(0, colon), each.substring(colon + 1).strip());
    }
    String target = line.split(" ", 3)[1];
    int query = target.indexOf('?');
    String path = query < 0 ? target : target.substring(0, query);
    Play play = next(new Request(path, query < 0 ? "" : target.substring(query + 1), headers));
    var stage = new Stage(in, out);
    play.play(stage);
    return stage.ended;
  }

  private synchronized Play next(Request request) {
    requests.add(request);
    notifyAll();
    ArrayDeque<Play> left = plays.get(request.path);
    Play next = left == null ? null : left.poll();
    return next == null ? always.getOrDefault(request.path, held()) : next;
  }

  /// Where an answer is played, in chunks. One that is left before its end breaks off.
  static final class Stage {
    private final BufferedReader in;
    private final OutputStream out;
    private boolean ended;

    Stage(BufferedReader in, OutputStream out) {
      this.in = in;
      this.out = out;
    }

    /// @param headers `Name: value`
    void head(int status, String... headers) throws IOException {
      var head = new StringBuilder("HTTP/1.1 " + status + " X\r\nTransfer-Encoding: chunked\r\n");
      for (String each : headers) {
        head.append(each).append("\r\n");
      }
      write(head.append("\r\n").toString());
    }

    void line(String text) throws IOException {
      say(text + "\n");
    }

    /// What is no whole line.
    void say(String text) throws IOException {
      if (!text.isEmpty()) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        write(Integer.toHexString(bytes.length) + "\r\n");
        out.write(bytes);
        write("\r\n");
      }
    }

    void end() throws IOException {
      write("0\r\n\r\n");
      ended = true;
    }

    /// Says nothing until the other side has closed.
    void hold() throws IOException {
      while (in.read() >= 0) {
        // whatever else it wants to say
      }
    }

    private void write(String text) throws IOException {
      out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    }
  }
}
