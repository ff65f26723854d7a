/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.channels;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidemark.model.fingerprint.Sha256;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A channel with its secrets, for one attempt. It has no text of its own, so that no log shows it.
 */
final class ChannelTarget {

  private static final int KEY_DIGITS = 40;

  private final Channel channel;
  private final String address;
  private final String token;
  private final String secret;

  private ChannelTarget(Channel channel, String address, String token, String secret) {
    this.channel = channel;
    this.address = address;
    this.token = token;
    this.secret = secret;
  }

  /**
   * Reads the secrets of a channel.
   *
   * @throws ChannelFault when one is missing
   */
  static ChannelTarget resolveTarget(Channel channel, String tenant, ChannelSecrets secrets)
      throws ChannelFault {
    String url = channel.url().or(channel.type()::address).orElse("");
    if (SecretReference.isReference(url)) {
      url = secrets.requireSecret(tenant, SecretReference.parseReference(url));
    }
    return new ChannelTarget(
        channel,
        url,
        findSecret(channel.token(), tenant, secrets),
        findSecret(channel.secret(), tenant, secrets));
  }

  private static String findSecret(
      Optional<SecretReference> reference, String tenant, ChannelSecrets secrets)
      throws ChannelFault {
    return reference.isEmpty() ? null : secrets.requireSecret(tenant, reference.get());
  }

  Channel channel() {
    return channel;
  }

  /** The name of the robot or the sender; empty when the address says it. */
  Optional<String> token() {
    return Optional.ofNullable(token);
  }

  /** The key that signs messages; empty when the receiver asks for no signature. */
  Optional<String> secret() {
    return Optional.ofNullable(secret);
  }

  /**
   * The address.
   *
   * @throws ChannelFault when it is none; the message does not repeat it
   */
  URI uri() throws ChannelFault {
    return parseUrl(address);
  }

  /** The address with the token as a parameter. */
  URI uriWithToken(String parameter) throws ChannelFault {
    return token == null ? uri() : withParameter(parseUrl(address), parameter, token);
  }

  /** The address with the token at the end of its path. */
  URI uriBelow() throws ChannelFault {
    if (token == null) {
      return uri();
    }
    return parseUrl(address + (address.endsWith("/") ? "" : "/") + token);
  }

  /** An address with one more parameter. */
  static URI withParameter(URI uri, String name, String value) throws ChannelFault {
    String separator = uri.getRawQuery() == null ? "?" : "&";
    return parseUrl(uri + separator + name + '=' + URLEncoder.encode(value, UTF_8));
  }

  private static URI parseUrl(String text) throws ChannelFault {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw new ChannelFault("The address of the channel is not an address.");
    }
  }

  /** Texts that no reason of a failure may repeat. */
  List<String> listSecrets() {
    List<String> secrets = new ArrayList<>();
    token().ifPresent(secrets::add);
    secret().stream().flatMap(ChannelSecrets::listSecrets).forEach(secrets::add);
    String query = URI.create(address).getRawQuery();
    if (query != null) {
      secrets.add(query);
    }
    return secrets;
  }

  /** Names the receiver without showing its secrets; channels of one receiver have one key. */
  String receiverKey() {
    String all = channel.type().id() + '\n' + address + '\n' + token + '\n' + channel.to();
    return Sha256.digestToHex(all).substring(0, KEY_DIGITS);
  }
}
