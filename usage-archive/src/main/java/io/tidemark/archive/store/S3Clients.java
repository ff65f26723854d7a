/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.archive.store;

import io.tidemark.archive.ArchiveException;
import java.net.URI;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/**
 * Clients of S3. Credentials and region come from where the tools of AWS look for them: variables
 * such as AWS_ACCESS_KEY_ID, profiles, the machine's role.
 */
final class S3Clients {

  /** Stores other than that of AWS take it for theirs, unless they were given another. */
  private static final String REGION_OF_ENDPOINTS = Region.US_EAST_1.id();

  private S3Clients() {}

  /**
   * Creates a client.
   *
   * @param endpoint of a store other than that of AWS; null for AWS
   */
  static S3Client create(URI endpoint) {
    // Manifests hold a SHA-256 of each file. Other stores do not know the checksums of the SDK.
    S3ClientBuilder builder =
        S3Client.builder()
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .serviceConfiguration(service -> service.chunkedEncodingEnabled(false))
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED);
    if (endpoint != null) {
      String region =
          SdkSystemSetting.AWS_REGION
              .getStringValue()
              .filter(name -> !name.isBlank())
              .orElse(REGION_OF_ENDPOINTS);
      builder.endpointOverride(endpoint).forcePathStyle(true).region(Region.of(region));
    }
    try {
      return builder.build();
    } catch (SdkClientException incomplete) {
      throw new ArchiveException(
          "S3 cannot be reached: " + incomplete.getMessage() + " Set for example AWS_REGION.",
          incomplete);
    }
  }
}
