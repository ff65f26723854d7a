/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.elasticsearch;

import io.tidemark.job.elasticsearch.DocumentStore.Answer;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * An HTTP server on loopback that passes bulks on to a store, unless its script says that this
 * request meets a fault. Plain sockets, because a reset and half an answer are wanted.
 */
final class ScriptedElasticsearch implements AutoCloseable {

  /** What happens to one request. */
  @FunctionalInterface
  interface Fault {
    Reply play(Call call) throws IOException, InterruptedException;
  }

  /** How a connection ends after the reply. */
  enum Ending {
    KEPT,
    /** Half of the promised body, then an orderly close. */
    HALF,
    /** Nothing but a reset. */
    RESET
  }

  /** What goes back. */
  record Reply(int status, String body, Ending ending) {
    static Reply of(Answer answer) {
      return new Reply(answer.status(), answer.body().toString(), Ending.KEPT);
    }
  }

  /** A bulk request, and the store that it was meant for. */
  record Call(List<BulkOperation> operations, Map<String, String> headers, DocumentStore store) {
    Answer apply() throws IOException {
      return store.bulk(operations, headers);
    }

    Answer apply(List<BulkOperation> some) throws IOException {
      return store.bulk(some, headers);
    }

    List<String> ids() {
      return operations.stream().map(BulkOperation::id).toList();
    }
  }

  private final DocumentStore store;
  private final ServerSocket socket;
  private final Deque<Fault> script = new ArrayDeque<>();
  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
  private volatile Fault otherwise = call -> Reply.of(call.apply());

  private ScriptedElasticsearch(DocumentStore store, ServerSocket socket) {
    this.store = store;
    this.socket = socket;
  }

  static ScriptedElasticsearch before(DocumentStore store) {
    return before(store, 0);
  }

  static ScriptedElasticsearch before(DocumentStore store, int port) {
    try {
      ServerSocket socket = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
      ScriptedElasticsearch server = new ScriptedElasticsearch(store, socket);
      daemon("scripted-accept", server::accept);
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String address() {
    return URI.create("http://127.0.0.1:" + socket.getLocalPort()).toString();
  }

  int port() {
    return socket.getLocalPort();
  }

  /** The next requests meet these faults, one each, in the order of their arrival. */
  void play(Fault... faults) {
    synchronized (script) {
      script.addAll(List.of(faults));
    }
  }

  /** What a request meets when the script is at its end. */
  void playOtherwise(Fault fault) {
    otherwise = fault;
  }

  /** All bulk requests so far, in the order of their arrival. */
  List<Call> calls() {
    return List.copyOf(calls);
  }

  @Override
  public void close() {
    try {
      socket.close();
      for (Socket connection : connections) {
        connection.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket connection = socket.accept();
        connections.add(connection);
        daemon("scripted-connection", () -> serve(connection));
      } catch (IOException expected) {
        // Closed: the loop ends.
      }
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      InputStream in = new BufferedInputStream(connection.getInputStream());
      boolean open = true;
      while (open) {
        open = answerOne(in, connection);
      }
    } catch (IOException | InterruptedException expected) {
      // The client went away, or the server was closed.
    } finally {
      connections.remove(connection);
    }
  }

  private boolean answerOne(InputStream in, Socket connection)
      throws IOException, InterruptedException {
    String requestLine = line(in);
    Map<String, String> headers = new TreeMap<>();
    for (String header = line(in); !header.isEmpty(); header = line(in)) {
      int colon = header.indexOf(':');
      headers.put(
          header.substring(0, colon).toLowerCase(Locale.ROOT), header.substring(colon + 1).strip());
    }
    int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
    headers.put("request-line", requestLine);
    Call call = new Call(BulkOperation.parse(body), headers, store);
    Reply reply = next(call).play(call);
    return send(reply, connection);
  }

  private Fault next(Call call) {
    synchronized (script) {
      calls.add(call);
      return script.isEmpty() ? otherwise : script.remove();
    }
  }

  private static boolean send(Reply reply, Socket connection) throws IOException {
    if (reply.ending() == Ending.RESET) {
      connection.setSoLinger(true, 0);
      return false;
    }
    byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    String head =
        "HTTP/1.1 "
            + reply.status()
            + " Scripted\r\ncontent-type: application/vnd.elasticsearch+json;compatible-with=7\r\n"
            + "content-length: "
            + body.length
            + "\r\n\r\n";
    answer.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
    boolean half = reply.ending() == Ending.HALF;
    answer.write(body, 0, half ? body.length / 2 : body.length);
    connection.getOutputStream().write(answer.toByteArray());
    connection.getOutputStream().flush();
    return !half;
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new EOFException();
      }
      line.write(b);
    }
    return line.toString(StandardCharsets.US_ASCII).strip();
  }

  private static void daemon(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }
}
