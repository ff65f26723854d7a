/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.api;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.util.Locale;

/**
 * A connection that a gateway keeps for its questions, one after another. It does little more than
 * write and read bytes, because it takes its time from the processors that the API needs.
 */
final class GatewayConnection implements AutoCloseable {

  private static final String LENGTH = "content-length:";
  private static final String CHUNKED = "transfer-encoding: chunked";

  private final Socket socket;
  private final InputStream input;
  private final String head;

  /** Connects to the API; {@code path} is what follows {@code /api/v1}. */
  GatewayConnection(URI api, String path, String token) throws IOException {
    socket = new Socket(api.getHost(), api.getPort());
    socket.setTcpNoDelay(true);
    input = new BufferedInputStream(socket.getInputStream());
    head =
        "POST /api/v1"
            + path
            + " HTTP/1.1\r\nHost: "
            + api.getAuthority()
            + "\r\nAuthorization: Bearer "
            + token
            + "\r\nContent-Type: application/json\r\nContent-Length: ";
  }

  /** Sends one body, and reads the whole answer. */
  int post(String body) throws IOException {
    byte[] content = body.getBytes(UTF_8);
    ByteArrayOutputStream request = new ByteArrayOutputStream(head.length() + content.length + 16);
    request.writeBytes((head + content.length + "\r\n\r\n").getBytes(ISO_8859_1));
    request.writeBytes(content);
    socket.getOutputStream().write(request.toByteArray());
    return readAnswer();
  }

  private int readAnswer() throws IOException {
    int status = Integer.parseInt(readLine().split(" ", 3)[1]);
    int length = 0;
    boolean chunked = false;
    for (String line = readLine(); !line.isEmpty(); line = readLine()) {
      String header = line.toLowerCase(Locale.ROOT);
      chunked |= header.equals(CHUNKED);
      if (header.startsWith(LENGTH)) {
        length = Integer.parseInt(header.substring(LENGTH.length()).strip());
      }
    }
    if (chunked) {
      skipChunks();
    } else {
      input.skipNBytes(length);
    }
    return status;
  }

  private void skipChunks() throws IOException {
    int length;
    do {
      length = Integer.parseInt(readLine(), 16);
      input.skipNBytes(length);
      readLine();
    } while (length > 0);
  }

  private String readLine() throws IOException {
    StringBuilder line = new StringBuilder(64);
    for (int one = input.read(); one != '\n'; one = input.read()) {
      if (one < 0) {
        throw new EOFException("The API closed the connection");
      }
      if (one != '\r') {
        line.append((char) one);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
