/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.access;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How tokens are checked; at least one of key file and JWKS address must be given.
 *
 * @param keyFile a file with a base64 key of 256 bits or more, for tokens signed with HS256
 * @param audience what {@code aud} must name
 * @param jwksUri where the issuer publishes its keys, for tokens signed with RS256 or ES256
 * @param issuer what {@code iss} of tokens checked with {@code jwksUri} must be; needed with it
 * @param keysPause time in which the issuer is asked for its keys at most twice; requests that need
 *     them sooner get it as Retry-After
 */
@ConfigurationProperties("tidemark.token")
record TokenProperties(
    Path keyFile,
    @DefaultValue("tidemark") String audience,
    URI jwksUri,
    String issuer,
    @DefaultValue("5s") Duration keysPause) {}
