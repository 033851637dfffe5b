/*
 * The ids of tasks are those that cards of the field carry as `pipeline_tag`, as of 2026; the sentences are this
 * project's. Their order is the order in which they are shown.
 */
export const TASK_FAMILIES = [
  'VISION',
  'TEXT',
  'AUDIO',
  'MULTIMODAL',
  'TABULAR',
  'REINFORCEMENT_LEARNING',
  'OTHER',
] as const;
export type TaskFamily = (typeof TASK_FAMILIES)[number];

export type TaskRow = readonly [id: string, family: TaskFamily, description: string];

export const TASK_LIST: readonly TaskRow[] = [
  ['image-classification', 'VISION', 'Says which of some classes an image shows.'],
  ['object-detection', 'VISION', 'Finds the things in an image, with a box and a class for each.'],
  ['image-segmentation', 'VISION', 'Says of each pixel which thing or kind of thing it belongs to.'],
  ['mask-generation', 'VISION', 'Outlines what is at a place in an image, of whatever class.'],
  ['keypoint-detection', 'VISION', 'Finds named points in an image, such as the joints of a body.'],
  ['depth-estimation', 'VISION', 'Tells how far away each pixel of an image is.'],
  ['image-feature-extraction', 'VISION', 'Turns an image into numbers that other programs compare.'],
  [
    'zero-shot-image-classification',
    'VISION',
    'Sorts an image into classes that are only named when it is asked.',
  ],
  ['zero-shot-object-detection', 'VISION', 'Finds things in an image that are only named when it is asked.'],
  ['video-classification', 'VISION', 'Says which of some classes a video shows.'],
  ['unconditional-image-generation', 'VISION', 'Makes images like those it was trained on.'],
  ['text-to-image', 'VISION', 'Makes an image of what a text describes.'],
  ['image-to-image', 'VISION', 'Makes an image of another one: sharper, coloured, filled in or redrawn.'],
  ['image-to-text', 'VISION', 'Writes what an image shows, or the words that stand in it.'],
  ['text-to-video', 'VISION', 'Makes a video of what a text describes.'],
  ['image-to-video', 'VISION', 'Sets an image in motion.'],
  ['video-to-video', 'VISION', 'Makes a video of another one.'],
  ['text-to-3d', 'VISION', 'Makes a body in three dimensions of what a text describes.'],
  ['image-to-3d', 'VISION', 'Makes a body in three dimensions of what an image shows.'],

  ['text-generation', 'TEXT', 'Goes on writing a text, token by token; chat is this too.'],
  ['text-classification', 'TEXT', 'Says which of some classes a text belongs to, such as its sentiment.'],
  ['token-classification', 'TEXT', 'Says of each word what it is, such as a name, a place or a verb.'],
  ['text2text-generation', 'TEXT', 'Reads a text and writes another one, by an encoder and a decoder.'],
  ['translation', 'TEXT', 'Writes a text in another language.'],
  ['summarization', 'TEXT', 'Writes a text shorter.'],
  ['question-answering', 'TEXT', 'Answers a question from a text that is given with it.'],
  ['table-question-answering', 'TEXT', 'Answers a question from a table that is given with it.'],
  ['multiple-choice', 'TEXT', 'Chooses one of a few answers to a question.'],
  ['zero-shot-classification', 'TEXT', 'Sorts a text into classes that are only named when it is asked.'],
  ['fill-mask', 'TEXT', 'Fills the gaps in a text.'],
  ['feature-extraction', 'TEXT', 'Turns a text into numbers that other programs compare.'],
  ['sentence-similarity', 'TEXT', 'Tells how near two sentences are in meaning.'],
  ['text-ranking', 'TEXT', 'Puts texts in order by how well they answer a question.'],
  ['text-retrieval', 'TEXT', 'Finds the texts of a collection that answer a question.'],
  ['table-to-text', 'TEXT', 'Writes what a table says.'],

  ['automatic-speech-recognition', 'AUDIO', 'Writes down what is spoken.'],
  ['audio-classification', 'AUDIO', 'Says which of some classes a sound belongs to.'],
  ['voice-activity-detection', 'AUDIO', 'Says when somebody speaks.'],
  ['text-to-speech', 'AUDIO', 'Speaks a text.'],
  ['text-to-audio', 'AUDIO', 'Makes sounds or music of what a text describes.'],
  [
    'audio-to-audio',
    'AUDIO',
    'Makes a sound of another one: cleaner, split into voices or in another voice.',
  ],

  ['image-text-to-text', 'MULTIMODAL', 'Reads images and text together, and writes text.'],
  ['image-text-to-image', 'MULTIMODAL', 'Changes an image as a text says.'],
  ['image-text-to-video', 'MULTIMODAL', 'Makes a video of an image and a text.'],
  ['audio-text-to-text', 'MULTIMODAL', 'Hears sound and reads text together, and writes text.'],
  ['video-text-to-text', 'MULTIMODAL', 'Watches a video and reads text together, and writes text.'],
  ['visual-question-answering', 'MULTIMODAL', 'Answers a question about an image.'],
  ['document-question-answering', 'MULTIMODAL', 'Answers a question about the picture of a document.'],
  [
    'visual-document-retrieval',
    'MULTIMODAL',
    'Finds the pages of documents, as pictures, that answer a question.',
  ],
  ['any-to-any', 'MULTIMODAL', 'Takes and makes several of text, image, sound and video.'],

  ['tabular-classification', 'TABULAR', 'Says which of some classes a row of a table belongs to.'],
  ['tabular-regression', 'TABULAR', 'Tells a number from the row of a table.'],
  ['tabular-to-text', 'TABULAR', 'Writes what the rows of a table say.'],
  ['time-series-forecasting', 'TABULAR', 'Goes on with a series of numbers over time.'],

  [
    'reinforcement-learning',
    'REINFORCEMENT_LEARNING',
    'Chooses what to do next in an environment that rewards it.',
  ],
  ['robotics', 'REINFORCEMENT_LEARNING', 'Moves a robot.'],

  ['graph-ml', 'OTHER', 'Tells something about a graph, its nodes or its edges.'],
  ['biology', 'OTHER', 'Reads or writes the sequences and structures of living things.'],
];
