/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.intake.request;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.zip.GZIPInputStream;
import org.springframework.util.unit.DataSize;

/**
 * Reads the body of a request within its limits: bytes as sent and after decompression, time, and
 * the memory of all bodies together.
 */
public final class BodyReader {

  private static final int CHUNK_BYTES = 64 * 1024;

  private final long maxBody;
  private final long maxUnpacked;
  private final Duration timeout;
  private final Semaphore chunks;

  /**
   * @param memory bytes of all bodies that are held at the same time
   */
  public BodyReader(DataSize maxBody, DataSize maxUnpacked, Duration timeout, long memory) {
    this.maxBody = maxBody.toBytes();
    this.maxUnpacked = maxUnpacked.toBytes();
    this.timeout = timeout;
    // One body of the greatest size must fit.
    long most = Math.max(memory, this.maxUnpacked + CHUNK_BYTES) / CHUNK_BYTES;
    chunks = new Semaphore((int) Math.min(most, Integer.MAX_VALUE));
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
    Body body = new Body();
    try (InputStream in = decodeBody(request)) {
      byte[] chunk = new byte[CHUNK_BYTES];
      for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
        body.addChunk(chunk, n);
      }
      return body.finish();
    } catch (SocketTimeoutException slow) {
      body.close();
      throw timedOut();
    } catch (IOException | RuntimeException failure) {
      body.close();
      throw failure;
    }
  }

  private InputStream decodeBody(HttpServletRequest request) throws IOException {
    String encoding = request.getHeader("Content-Encoding");
    InputStream sent = new LimitedStream(request.getInputStream());
    if (encoding == null || encoding.isBlank() || encoding.equalsIgnoreCase("identity")) {
      return sent;
    }
    if (!encoding.strip().toLowerCase(Locale.ROOT).equals("gzip")) {
      throw IntakeException.createError(415, "Content-Encoding must be gzip or absent.");
    }
    try {
      return new GzipStream(sent);
    } catch (SocketTimeoutException slow) {
      throw slow;
    } catch (IOException damaged) {
      throw IntakeException.createError(400, "The body is not valid gzip.");
    }
  }

  private IntakeException timedOut() {
    return IntakeException.createError(
        408, "The request was not sent within " + timeout.toSeconds() + " s.");
  }

  private static IntakeException tooLarge(String what, long limit) {
    return IntakeException.createError(413, what + " has more than " + limit + " bytes.");
  }

  /** The bytes of a request. */
  public final class Body implements AutoCloseable {
    private final ByteArrayOutputStream buffer = new ByteArrayOutputStream();
    private byte[] bytes;
    private int held;

    private void addChunk(byte[] chunk, int length) {
      if (buffer.size() + (long) length > maxUnpacked) {
        throw tooLarge("The decompressed body", maxUnpacked);
      }
      while ((long) held * CHUNK_BYTES < buffer.size() + (long) length) {
        if (!chunks.tryAcquire()) {
          throw IntakeException.createRetryable(
              503, "Too many large requests at the same time.", Duration.ofSeconds(1));
        }
        held++;
      }
      buffer.write(chunk, 0, length);
    }

    private Body finish() {
      bytes = buffer.toByteArray();
      return this;
    }

    public byte[] bytes() {
      return bytes;
    }

    @Override
    public void close() {
      chunks.release(held);
      held = 0;
    }
  }

  /** Damaged input is the sender's fault. */
  private static final class GzipStream extends FilterInputStream {
    GzipStream(InputStream in) throws IOException {
      super(new GZIPInputStream(in, CHUNK_BYTES));
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
