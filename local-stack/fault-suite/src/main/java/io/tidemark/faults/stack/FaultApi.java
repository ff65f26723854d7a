/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.faults.stack;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.stack.Checkout;
import io.tidemark.stack.StackException;
import io.tidemark.stack.api.ApiProcess;
import io.tidemark.stack.process.ServerOptions;
import io.tidemark.stack.process.StateFolder;
import io.tidemark.stack.settings.ApiClient;
import io.tidemark.stack.token.TokenKey;
import io.tidemark.stack.token.TokenRequest;
import io.tidemark.stack.token.TokenSigner;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/** One instance of the search API in a round, with its budgets and monitors on. */
public final class FaultApi implements AutoCloseable {

  private final Checkout checkout;
  private final StateFolder state;
  private final ServerOptions options;
  private final URI elasticsearch;
  private ApiProcess process;

  FaultApi(Checkout checkout, StateFolder state, ServerOptions options, URI elasticsearch) {
    this.checkout = checkout;
    this.state = state;
    this.options = options;
    this.elasticsearch = elasticsearch;
  }

  /** Starts it, and does not wait. */
  public void launchProcess() {
    process = ApiProcess.launchProcess(checkout, state, options, elasticsearch, elasticsearch);
  }

  /** Waits until it answers. */
  public void awaitReady() {
    process.awaitReady();
  }

  /** Kills it. */
  public void killProcess() {
    process.process().killNow();
  }

  /** Keeps a secret for the channels of a tenant. */
  public void putSecret(String tenant, String name, String secret) {
    try {
      Path folder = state.folder(StateFolder.CHANNEL_SECRETS + "/" + tenant);
      Files.writeString(folder.resolve(name), secret);
    } catch (IOException failure) {
      throw new StackException("cannot write a secret", failure);
    }
  }

  /** Creates a setting. */
  public void putSetting(String tenant, String path, String body) {
    sendRequest("PUT", tenant, path, "application/json", body);
  }

  /** Sends a request with a body, as a super-admin of a tenant. */
  public JsonNode sendRequest(String method, String tenant, String path, String type, String body) {
    return createClient(tenant)
        .send(
            method,
            "/api/v1/" + path,
            Map.of("Content-Type", type),
            body.getBytes(StandardCharsets.UTF_8))
        .body();
  }

  /** Reads an answer, as a super-admin of a tenant. */
  public JsonNode getJson(String tenant, String path) {
    return createClient(tenant).send("GET", "/api/v1/" + path, Map.of()).body();
  }

  private ApiClient createClient(String tenant) {
    return new ApiClient(
        process.uri(),
        new TokenSigner(TokenKey.of(state), Clock.systemUTC())
            .signToken(TokenRequest.signIn(tenant)));
  }

  @Override
  public void close() {
    if (process != null) {
      killProcess();
    }
  }
}
