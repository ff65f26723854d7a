/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.channels;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A mail server on a free port that answers some receivers as a test says. */
final class ScriptedMailServer implements AutoCloseable {

  private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final Map<String, String> answers;
  private final List<List<String>> mails = new CopyOnWriteArrayList<>();

  /** {@code answers}: those to receivers, by address; all others are accepted. */
  ScriptedMailServer(Map<String, String> answers) throws IOException {
    this.answers = answers;
    Thread thread = new Thread(this::serve, "scripted-mail-server");
    thread.setDaemon(true);
    thread.start();
  }

  int port() {
    return socket.getLocalPort();
  }

  /** The receivers of each mail. */
  List<List<String>> mails() {
    return mails;
  }

  private void serve() {
    while (!socket.isClosed()) {
      try (Socket client = socket.accept()) {
        converse(client);
      } catch (IOException closed) {
        // The client is gone, or the test is over.
      }
    }
  }

  private void converse(Socket client) throws IOException {
    BufferedReader in = new BufferedReader(new InputStreamReader(client.getInputStream(), UTF_8));
    OutputStream out = client.getOutputStream();
    List<String> receivers = new ArrayList<>();
    answer(out, "220 ready");
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (line.startsWith("RCPT TO:")) {
        String address = line.substring(line.indexOf('<') + 1, line.indexOf('>'));
        String answer = answers.getOrDefault(address, "250 ok");
        if (answer.startsWith("250")) {
          receivers.add(address);
        }
        answer(out, answer);
      } else if (line.equals("DATA")) {
        answer(out, "354 go on");
        while (!".".equals(in.readLine())) {
          // The text is not looked at.
        }
        mails.add(List.copyOf(receivers));
        answer(out, "250 taken");
      } else {
        if (line.equals("RSET")) {
          receivers.clear();
        }
        answer(out, line.equals("QUIT") ? "221 bye" : "250 ok");
      }
    }
  }

  private static void answer(OutputStream out, String line) throws IOException {
    out.write((line + "\r\n").getBytes(UTF_8));
    out.flush();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
