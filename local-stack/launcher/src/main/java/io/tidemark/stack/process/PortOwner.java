/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Whether a port of the loopback address is taken, and by whom as far as the operating system
 * tells.
 */
public final class PortOwner {

  private static final Path PROC = Path.of("/proc");
  private static final String LISTENING = "0A";
  private static final int CONNECT_LIMIT_MS = 1_000;
  private static final Pattern SPACES = Pattern.compile(" +");

  private PortOwner() {}

  /** Whether a server could not listen there now. */
  public static boolean isTaken(int port) {
    return findState(port) != PortState.FREE;
  }

  /** Whether a server could listen there now, and if not, why. */
  public static PortState findState(int port) {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(address);
      return PortState.FREE;
    } catch (IOException failure) {
      return PortState.explainFailure(port, () -> acceptsConnection(address));
    }
  }

  private static boolean acceptsConnection(InetSocketAddress address) {
    try (Socket socket = new Socket()) {
      socket.connect(address, CONNECT_LIMIT_MS);
      return true;
    } catch (IOException refused) {
      return false;
    }
  }

  /** The listening process, on Linux, when it belongs to the same user. */
  public static Optional<ProcessHandle> of(int port) {
    try (Stream<Path> tables = Stream.of(PROC.resolve("net/tcp"), PROC.resolve("net/tcp6"))) {
      return tables
          .filter(Files::isReadable)
          .flatMap(PortOwner::readLines)
          .map(line -> SPACES.split(line.trim()))
          .filter(columns -> columns.length > 9 && listensOn(columns, port))
          .flatMap(columns -> holderOf("socket:[" + columns[9] + "]").stream())
          .findFirst();
    }
  }

  private static boolean listensOn(String[] columns, int port) {
    String local = columns[1];
    return columns[3].equals(LISTENING)
        && Integer.parseInt(local.substring(local.indexOf(':') + 1), 16) == port;
  }

  private static Stream<String> readLines(Path table) {
    try {
      return Files.readAllLines(table).stream().skip(1);
    } catch (IOException unreadable) {
      return Stream.empty();
    }
  }

  private static Optional<ProcessHandle> holderOf(String socket) {
    return ProcessHandle.allProcesses().filter(process -> holdsSocket(process, socket)).findFirst();
  }

  private static boolean holdsSocket(ProcessHandle process, String socket) {
    Path descriptors = PROC.resolve(Long.toString(process.pid())).resolve("fd");
    try (DirectoryStream<Path> links = Files.newDirectoryStream(descriptors)) {
      for (Path link : links) {
        if (Files.readSymbolicLink(link).toString().equals(socket)) {
          return true;
        }
      }
      return false;
    } catch (IOException notOurs) {
      return false;
    }
  }
}
