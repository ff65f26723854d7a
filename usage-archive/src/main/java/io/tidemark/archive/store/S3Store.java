/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.archive.store;

import io.tidemark.archive.ArchiveException;
import io.tidemark.archive.manifest.Layout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** A bucket of S3 or of a store that speaks its protocol. */
public final class S3Store implements ArchiveStore {

  private static final int PRECONDITION_FAILED = 412;
  private static final int CONFLICT = 409;

  /** The name of an object that says that a run has the folder. */
  private static final String CLAIM = "claim";

  private final S3Client client;
  private final S3Location location;

  /** The entity tag of the chain; null when there is none. */
  private String headTag;

  /** Closes the client when it is closed. */
  public S3Store(S3Client client, S3Location location) {
    this.client = client;
    this.location = location;
  }

  @Override
  public Optional<byte[]> readHead() throws IOException {
    Optional<ResponseBytes<GetObjectResponse>> head = get(Layout.MANIFEST);
    headTag = head.map(answer -> answer.response().eTag()).orElse(null);
    return head.map(ResponseBytes::asByteArray);
  }

  /** Only if it is the one that was read: two runs at once would lose a day of one of them. */
  @Override
  public void replaceHead(byte[] bytes) throws IOException {
    PutObjectRequest.Builder request = put(Layout.MANIFEST);
    if (headTag == null) {
      request.ifNoneMatch("*");
    } else {
      request.ifMatch(headTag);
    }
    try {
      headTag = client.putObject(request.build(), RequestBody.fromBytes(bytes)).eTag();
    } catch (S3Exception refused) {
      if (isOfAnotherRun(refused)) {
        throw new ArchiveException(
            "another run has written into " + location + " meanwhile: run this one again", refused);
      }
      throw failed("write", Layout.MANIFEST, refused);
    } catch (SdkException failure) {
      throw failed("write", Layout.MANIFEST, failure);
    }
  }

  @Override
  public boolean claimFolder(String path) throws IOException {
    String claim = path + CLAIM;
    try {
      client.putObject(put(claim).ifNoneMatch("*").build(), RequestBody.empty());
      return true;
    } catch (S3Exception refused) {
      if (isOfAnotherRun(refused)) {
        return false;
      }
      throw failed("write", claim, refused);
    } catch (SdkException failure) {
      throw failed("write", claim, failure);
    }
  }

  private static boolean isOfAnotherRun(S3Exception refused) {
    return refused.statusCode() == PRECONDITION_FAILED || refused.statusCode() == CONFLICT;
  }

  @Override
  public Optional<byte[]> read(String path) throws IOException {
    return get(path).map(ResponseBytes::asByteArray);
  }

  @Override
  public void write(String path, byte[] bytes) throws IOException {
    write(path, RequestBody.fromBytes(bytes));
  }

  @Override
  public void write(String path, Path file) throws IOException {
    write(path, RequestBody.fromFile(file));
  }

  @Override
  public Path fetchFile(String path, Path scratch) throws IOException {
    Path target = scratch.resolve(path.replace('/', '-'));
    Files.deleteIfExists(target);
    try {
      client.getObject(request(path), target);
      return target;
    } catch (NoSuchKeyException absent) {
      throw new ArchiveException(path + " is missing", absent);
    } catch (SdkException failure) {
      throw failed("read", path, failure);
    }
  }

  @Override
  public void close() {
    client.close();
  }

  private Optional<ResponseBytes<GetObjectResponse>> get(String path) throws IOException {
    try {
      return Optional.of(client.getObjectAsBytes(request(path)));
    } catch (NoSuchKeyException absent) {
      return Optional.empty();
    } catch (SdkException failure) {
      throw failed("read", path, failure);
    }
  }

  private void write(String path, RequestBody body) throws IOException {
    try {
      client.putObject(put(path).build(), body);
    } catch (SdkException failure) {
      throw failed("write", path, failure);
    }
  }

  private GetObjectRequest request(String path) {
    return GetObjectRequest.builder().bucket(location.bucket()).key(location.keyOf(path)).build();
  }

  private PutObjectRequest.Builder put(String path) {
    return PutObjectRequest.builder().bucket(location.bucket()).key(location.keyOf(path));
  }

  private ArchiveException failed(String verb, String path, SdkException failure) {
    return new ArchiveException(
        "cannot %s %s in %s: %s".formatted(verb, path, location, failure.getMessage()), failure);
  }
}
