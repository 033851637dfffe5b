import type { MigrationInterface } from 'typeorm';
import { TheHub1763700000001 } from './0001-the-hub.ts';
import { WhatFilesHold1763800000002 } from './0002-what-files-hold.ts';
import { ReleaseTorrents1763900000003 } from './0003-release-torrents.ts';
import { TensorsUnread1764000000004 } from './0004-tensors-unread.ts';
import { TheGraphAtSize1764100000005 } from './0005-the-graph-at-size.ts';
import { Imports1764200000006 } from './0006-imports.ts';
import { DatasetsInTheGraph1764300000007 } from './0007-datasets-in-the-graph.ts';
import { PromisedResults1764400000008 } from './0008-promised-results.ts';
import { WhatAScoreIsWorth1764500000009 } from './0009-what-a-score-is-worth.ts';
import { TasksOverTokens1764600000010 } from './0010-tasks-over-tokens.ts';
import { JobsAndRunners1764700000011 } from './0011-jobs-and-runners.ts';
import { TheLifeOfAReport1764800000012 } from './0012-the-life-of-a-report.ts';
import { Advisories1764900000013 } from './0013-advisories.ts';
import { WhatItemsDifferIn1765000000014 } from './0014-what-items-differ-in.ts';
import { ReportedResults1765100000015 } from './0015-reported-results.ts';
import { ChooseByUse1765200000016 } from './0016-choose-by-use.ts';
import { DatasetsOfEveryKind1765300000017 } from './0017-datasets-of-every-kind.ts';
import { ImportsWithoutKeys1765400000018 } from './0018-imports-without-keys.ts';
import { WithdrawnCheckpoints1765500000019 } from './0019-withdrawn-checkpoints.ts';
import { WordsOfCards1765600000020 } from './0020-words-of-cards.ts';

/** Every migration, in order; a new one goes to the end and is never changed once released. */
export const migrations: readonly (new () => MigrationInterface)[] = [
  TheHub1763700000001,
  WhatFilesHold1763800000002,
  ReleaseTorrents1763900000003,
  TensorsUnread1764000000004,
  TheGraphAtSize1764100000005,
  Imports1764200000006,
  DatasetsInTheGraph1764300000007,
  PromisedResults1764400000008,
  WhatAScoreIsWorth1764500000009,
  TasksOverTokens1764600000010,
  JobsAndRunners1764700000011,
  TheLifeOfAReport1764800000012,
  Advisories1764900000013,
  WhatItemsDifferIn1765000000014,
  ReportedResults1765100000015,
  ChooseByUse1765200000016,
  DatasetsOfEveryKind1765300000017,
  ImportsWithoutKeys1765400000018,
  WithdrawnCheckpoints1765500000019,
  WordsOfCards1765600000020,
];
