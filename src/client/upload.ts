import { createReadStream } from 'node:fs';
import path from 'node:path';
import { Upload, type DetailedError } from 'tus-js-client';
import { FileUrlStorage } from 'tus-js-client/node/FileUrlStorage';
import type { Digest } from '../base/digest.ts';
import { fault, messageOf, refusal, type HeirloomError } from '../base/errors.ts';
import { artifactBrief, type ArtifactBriefAnswer } from './documents.ts';
import type { Session } from './session.ts';

export interface FileToUpload {
  readonly file: string;
  readonly path: string;
  readonly digest: Digest;
  readonly sizeBytes: number;
}

/** Brings a file to the hub unless everybody can already read it there; goes on where a broken upload ended. */
export async function uploadFile(
  session: Session,
  file: FileToUpload,
  onProgress: (bytesSent: number) => void,
  signal?: AbortSignal,
): Promise<'UPLOADED' | 'ALREADY_THERE'> {
  const { artifact } = await session.client.ask<ArtifactBriefAnswer>(artifactBrief, { digest: file.digest });
  if (artifact) return 'ALREADY_THERE';
  await sendFile(session, file, onProgress, signal);
  return 'UPLOADED';
}
