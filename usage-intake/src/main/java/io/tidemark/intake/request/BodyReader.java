/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.intake.request;

import jakarta.servlet.http.HttpServletRequest;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.util.unit.DataSize;

/**
 * Reads the body of a request within its limits: bytes as sent and after decompression, time, and
 * the memory of all bodies together.
 */
public final class BodyReader {

  private static final int CHUNK_BYTES = 64 * 1024;
  private static final int DISCARDED_AT_ONCE = 8 * 1024;
  private static final int REQUEST_TIMEOUT = 408;

  /** The second one is the same (RFC 9110). */
  private static final Set<String> GZIP = Set.of("gzip", "x-gzip");

  private final long maxBody;
  private final long maxUnpacked;
  private final Duration timeout;
  private final RequestMemory memory;

  public BodyReader(
      DataSize maxBody, DataSize maxUnpacked, Duration timeout, RequestMemory memory) {
    this.maxBody = maxBody.toBytes();
    this.maxUnpacked = maxUnpacked.toBytes();
    this.timeout = timeout;
    this.memory = memory;
  }

  /**
   * The body, decompressed. Its memory counts until it is closed.
   *
   * @throws IntakeException when a limit is exceeded or the encoding is unknown
   */
  public Body readBody(HttpServletRequest request) throws IOException {
    if (request.getContentLengthLong() > maxBody) {
      throw tooLarge("The body", maxBody);
    }
    Body body = new Body(memory.openShare());
    boolean complete = false;
    try (InputStream in = decodeBody(request)) {
      body.readAll(in);
      complete = true;
      return body;
    } catch (SocketTimeoutException slow) {
      throw timedOut();
    } finally {
      if (!complete) {
        body.close();
      }
    }
  }

  /**
   * Reads what is left of a request that is refused, as far as that is not too much. A connection
   * that is closed while bytes arrive is reset, and its sender may see that alone: it would try
   * again, also with what is too large. With the answer, the container closes the body.
   *
   * @param status of the answer
   */
  public void discardBody(HttpServletRequest request, int status) {
    // Who waits for 100 Continue sends nothing more, and who was too slow stays so.
    if (request.getHeader("Expect") != null || status == REQUEST_TIMEOUT) {
      return;
    }
    long deadline = System.nanoTime() + timeout.toNanos();
    byte[] chunk = new byte[DISCARDED_AT_ONCE];
    try {
      InputStream in = request.getInputStream();
      long left = maxUnpacked;
      while (left > 0 && System.nanoTime() < deadline) {
        int n = in.read(chunk);
        left = n < 0 ? 0 : left - n;
      }
    } catch (IOException gone) {
      // No one reads the answer.
    }
  }

  private InputStream decodeBody(HttpServletRequest request) throws IOException {
    String encoding = request.getHeader("Content-Encoding");
    InputStream sent = new LimitedStream(request.getInputStream());
    if (encoding == null || encoding.isBlank() || encoding.equalsIgnoreCase("identity")) {
      return sent;
    }
    if (!GZIP.contains(encoding.strip().toLowerCase(Locale.ROOT))) {
      throw IntakeException.createError(415, "Content-Encoding must be gzip or absent.");
    }
    return new GzipStream(sent);
  }

  private IntakeException timedOut() {
    return IntakeException.createError(
        REQUEST_TIMEOUT, "The request was not sent within " + timeout.toSeconds() + " s.");
  }

  private static IntakeException tooLarge(String what, long limit) {
    return IntakeException.createError(413, what + " has more than " + limit + " bytes.");
  }

  /** The bytes of a request, and the memory that it may take. */
  public final class Body implements AutoCloseable {
    private final RequestMemory.Share share;
    private byte[] bytes;

    private Body(RequestMemory.Share share) {
      this.share = share;
    }

    private void readAll(InputStream in) throws IOException {
      List<byte[]> chunks = new ArrayList<>();
      long length = 0;
      byte[] chunk = new byte[CHUNK_BYTES];
      for (int n = fill(in, chunk); n > 0; n = fill(in, chunk)) {
        length += n;
        if (length > maxUnpacked) {
          throw tooLarge("The decompressed body", maxUnpacked);
        }
        // The chunks are joined.
        share.reserve(2L * n);
        chunks.add(n < CHUNK_BYTES ? Arrays.copyOf(chunk, n) : chunk);
        chunk = n < CHUNK_BYTES ? chunk : new byte[CHUNK_BYTES];
      }
      bytes = joinChunks(chunks, (int) length);
    }

    private static int fill(InputStream in, byte[] chunk) throws IOException {
      return in.readNBytes(chunk, 0, chunk.length);
    }

    private static byte[] joinChunks(List<byte[]> chunks, int length) {
      if (chunks.size() == 1) {
        return chunks.get(0);
      }
      byte[] joined = new byte[length];
      int at = 0;
      for (byte[] chunk : chunks) {
        System.arraycopy(chunk, 0, joined, at, chunk.length);
        at += chunk.length;
      }
      return joined;
    }

    /** The bytes, until they are taken. */
    public byte[] bytes() {
      return bytes;
    }

    /** Hands over the bytes, so that no one holds them longer than the caller. */
    public byte[] takeBytes() {
      byte[] taken = bytes;
      bytes = null;
      return taken;
    }

    /** The memory of the request. Twice the length of the body is reserved for it and a copy. */
    public RequestMemory.Share share() {
      return share;
    }

    @Override
    public void close() {
      share.close();
    }
  }

  /** Damaged input is the sender's fault. */
  private static final class GzipStream extends FilterInputStream {
    GzipStream(InputStream in) {
      super(new GzipMembers(in));
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      try {
        return super.read(buffer, offset, length);
      } catch (SocketTimeoutException slow) {
        throw slow;
      } catch (IOException damaged) {
        throw IntakeException.createError(400, "The body is not valid gzip.");
      }
    }
  }

  /** The body as it is sent: bounded in bytes and in time. */
  private final class LimitedStream extends FilterInputStream {
    private final long deadline = System.nanoTime() + timeout.toNanos();
    private long read;

    LimitedStream(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int one = super.read();
      count(one < 0 ? 0 : 1);
      return one;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int n = super.read(buffer, offset, length);
      count(n);
      return n;
    }

    /** The rest may have to be discarded; the container closes it. */
    @Override
    public void close() {}

    private void count(int n) {
      read += Math.max(n, 0);
      if (read > maxBody) {
        throw tooLarge("The body", maxBody);
      }
      if (System.nanoTime() > deadline) {
        throw timedOut();
      }
    }
  }
}
