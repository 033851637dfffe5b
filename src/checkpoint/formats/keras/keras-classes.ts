/** Layers and models of Keras 1 to 3 that compute what their name says, from numbers alone. */
export function isKerasLayer(name: string): boolean {
  return LAYERS.has(name);
}

/** Whatever of Keras may stand as `class_name` in a configuration. Lambda and its kin are not here: they carry programs. */
export function isKerasClass(name: string): boolean {
  return LAYERS.has(name) || PARTS.has(name);
}

/** Modules that a configuration of Keras 3 may name; any other is imported on loading (CVE-2025-1550). */
export function isKerasModule(module: string): boolean {
  return (
    module === 'builtins' ||
    /^(tf_)?keras(\.(src\.)?(models|layers|activations|initializers|regularizers|constraints|optimizers|losses|metrics|dtype_policies|ops)(\.\w+)*)?$/.test(
      module,
    )
  );
}

/** `linear`, as a string or as the name of a function. */
export function isKerasActivation(name: unknown): boolean {
  return typeof name === 'string' && ACTIVATIONS.has(name);
}

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

const LAYERS = words(`
  Sequential Functional Model
  InputLayer Input Dense EinsumDense Embedding Masking Identity Activation
  Conv1D Conv2D Conv3D Convolution1D Convolution2D Convolution3D Conv1DTranspose Conv2DTranspose Conv3DTranspose
  Convolution2DTranspose Convolution3DTranspose SeparableConv1D SeparableConv2D SeparableConvolution1D
  SeparableConvolution2D DepthwiseConv1D DepthwiseConv2D LocallyConnected1D LocallyConnected2D
  MaxPooling1D MaxPooling2D MaxPooling3D MaxPool1D MaxPool2D MaxPool3D
  AveragePooling1D AveragePooling2D AveragePooling3D AvgPool1D AvgPool2D AvgPool3D
  GlobalMaxPooling1D GlobalMaxPooling2D GlobalMaxPooling3D GlobalMaxPool1D GlobalMaxPool2D GlobalMaxPool3D
  GlobalAveragePooling1D GlobalAveragePooling2D GlobalAveragePooling3D GlobalAvgPool1D GlobalAvgPool2D GlobalAvgPool3D
  AdaptiveAveragePooling1D AdaptiveAveragePooling2D AdaptiveAveragePooling3D
  AdaptiveMaxPooling1D AdaptiveMaxPooling2D AdaptiveMaxPooling3D
  LSTM LSTMCell GRU GRUCell SimpleRNN SimpleRNNCell RNN StackedRNNCells CuDNNLSTM CuDNNGRU
  ConvLSTM1D ConvLSTM2D ConvLSTM3D ConvLSTM2DCell Bidirectional TimeDistributed
  BatchNormalization BatchNormalizationV1 BatchNormalizationV2 SyncBatchNormalization LayerNormalization
  GroupNormalization UnitNormalization SpectralNormalization RMSNormalization Normalization
  Dropout AlphaDropout GaussianDropout GaussianNoise SpatialDropout1D SpatialDropout2D SpatialDropout3D
  ActivityRegularization
  Attention AdditiveAttention MultiHeadAttention GroupQueryAttention
  Reshape Flatten RepeatVector Permute Cropping1D Cropping2D Cropping3D UpSampling1D UpSampling2D UpSampling3D
  ZeroPadding1D ZeroPadding2D ZeroPadding3D
  Concatenate Average Maximum Minimum Add Subtract Multiply Dot Merge
  ReLU LeakyReLU PReLU ELU ThresholdedReLU Softmax
  Rescaling Resizing CenterCrop RandomCrop RandomFlip RandomTranslation RandomRotation RandomZoom RandomHeight
  RandomWidth RandomContrast RandomBrightness RandomSaturation RandomHue RandomGrayscale
  CategoryEncoding Discretization IntegerLookup StringLookup Hashing HashedCrossing TextVectorization
`);

const PARTS = words(`
  Zeros Ones Constant RandomNormal RandomUniform TruncatedNormal VarianceScaling Orthogonal OrthogonalInitializer
  IdentityInitializer GlorotNormal GlorotUniform HeNormal HeUniform LecunNormal LecunUniform STFTInitializer
  L1 L2 L1L2 OrthogonalRegularizer
  MaxNorm MinMaxNorm NonNeg UnitNorm RadialConstraint
  DTypePolicy FloatDTypePolicy QuantizedDTypePolicy QuantizedFloat8DTypePolicy DTypePolicyMap Policy
  LossScaleOptimizer DynamicLossScale FixedLossScale
  SGD RMSprop Adam AdamW Adadelta Adagrad Adamax Adafactor Nadam Ftrl Lion Lamb Muon
  ExponentialDecay PiecewiseConstantDecay PolynomialDecay InverseTimeDecay CosineDecay CosineDecayRestarts
  MeanSquaredError MeanAbsoluteError MeanAbsolutePercentageError MeanSquaredLogarithmicError CosineSimilarity Huber
  LogCosh Hinge SquaredHinge CategoricalHinge KLDivergence Poisson BinaryCrossentropy BinaryFocalCrossentropy
  CategoricalCrossentropy CategoricalFocalCrossentropy SparseCategoricalCrossentropy Dice Tversky
  Accuracy BinaryAccuracy CategoricalAccuracy SparseCategoricalAccuracy TopKCategoricalAccuracy
  SparseTopKCategoricalAccuracy AUC Precision Recall TruePositives TrueNegatives FalsePositives FalseNegatives
  PrecisionAtRecall RecallAtPrecision SensitivityAtSpecificity SpecificityAtSensitivity F1Score FBetaScore R2Score
  RootMeanSquaredError Mean Sum MeanMetricWrapper IoU MeanIoU BinaryIoU OneHotIoU OneHotMeanIoU
  __tuple__ __numpy__ __tensor__ __keras_tensor__ __bytes__ __ellipsis__ __complex__ TensorShape
`);

const ACTIVATIONS = words(`
  linear relu relu6 leaky_relu elu selu celu gelu glu silu swish mish softmax log_softmax softplus softsign softmin
  sigmoid hard_sigmoid hard_silu hard_swish hard_tanh hard_shrink soft_shrink tanh tanh_shrink squareplus exponential
  log_sigmoid threshold sparse_plus sparse_sigmoid sparsemax
`);
