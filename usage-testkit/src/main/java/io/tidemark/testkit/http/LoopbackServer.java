/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.testkit.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An HTTP server on loopback whose answers a test decides, one thread for each connection. Plain
 * sockets: the server of the JDK can neither reset a connection nor break off in a body.
 */
public final class LoopbackServer implements AutoCloseable {

  private static final int BACKLOG = 50;

  /** Answers a request; an {@link IOException} closes the connection without an answer. */
  @FunctionalInterface
  public interface Handler {
    Reply answer(Request request) throws IOException, InterruptedException;
  }

  private final ServerSocket socket;
  private final Handler handler;
  private final Set<Socket> connections = ConcurrentHashMap.newKeySet();

  private LoopbackServer(ServerSocket socket, Handler handler) {
    this.socket = socket;
    this.handler = handler;
  }

  /** Starts a server on a free port. */
  public static LoopbackServer start(Handler handler) {
    return start(0, handler);
  }

  /** Starts a server on a port; 0 chooses a free one. */
  public static LoopbackServer start(int port, Handler handler) {
    try {
      ServerSocket socket = new ServerSocket(port, BACKLOG, InetAddress.getLoopbackAddress());
      LoopbackServer server = new LoopbackServer(socket, handler);
      startDaemon("loopback-accept", server::accept);
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return socket.getLocalPort();
  }

  /** Address, without a slash at its end. */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + port());
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
        // Else an answer may wait 40 ms for the acknowledgement of its head.
        connection.setTcpNoDelay(true);
        connections.add(connection);
        startDaemon("loopback-connection", () -> serve(connection));
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
        Request request = readRequest(in);
        open = send(handler.answer(request), request, connection);
      }
    } catch (IOException | InterruptedException expected) {
      // The client went away, the server was closed, or the handler wants no answer.
    } finally {
      connections.remove(connection);
    }
  }

  private static Request readRequest(InputStream in) throws IOException {
    String[] requestLine = readLine(in).split(" ", 3);
    Map<String, String> headers = new TreeMap<>();
    for (String header = readLine(in); !header.isEmpty(); header = readLine(in)) {
      int colon = header.indexOf(':');
      headers.put(
          header.substring(0, colon).toLowerCase(Locale.ROOT), header.substring(colon + 1).strip());
    }
    return new Request(requestLine[0], URI.create(requestLine[1]), headers, readBody(in, headers));
  }

  private static byte[] readBody(InputStream in, Map<String, String> headers) throws IOException {
    if (!"chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
      return readExactly(in, Integer.parseInt(headers.getOrDefault("content-length", "0")));
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    int size;
    do {
      size = Integer.parseInt(readLine(in).split(";", 2)[0].strip(), 16);
      body.writeBytes(readExactly(in, size));
      readLine(in);
    } while (size > 0);
    return body.toByteArray();
  }

  /** A request that breaks off must not be mistaken for a shorter one. */
  private static byte[] readExactly(InputStream in, int size) throws IOException {
    byte[] bytes = in.readNBytes(size);
    if (bytes.length < size) {
      throw new EOFException();
    }
    return bytes;
  }

  private static boolean send(Reply reply, Request request, Socket connection) throws IOException {
    if (reply.ending() == Reply.Ending.RESET) {
      connection.setSoLinger(true, 0);
      return false;
    }
    if (reply.ending() == Reply.Ending.SILENT) {
      return false;
    }
    OutputStream out = new BufferedOutputStream(connection.getOutputStream());
    out.write(head(reply).getBytes(US_ASCII));
    if (reply.ending() == Reply.Ending.HALF) {
      ByteArrayOutputStream whole = new ByteArrayOutputStream();
      reply.body().writeTo(whole);
      out.write(whole.toByteArray(), 0, whole.size() / 2);
    } else if (!request.method().equals("HEAD")) {
      reply.body().writeTo(out);
    }
    out.flush();
    return reply.ending() == Reply.Ending.KEPT;
  }

  private static String head(Reply reply) {
    StringBuilder head = new StringBuilder("HTTP/1.1 " + reply.status() + " Scripted\r\n");
    reply.headers().forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
    head.append(
        reply.length() < 0
            ? "Connection: close\r\n"
            : "Content-Length: " + reply.length() + "\r\n");
    return head.append("\r\n").toString();
  }

  private static String readLine(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new EOFException();
      }
      line.write(b);
    }
    return line.toString(US_ASCII).strip();
  }

  private static void startDaemon(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }
}
