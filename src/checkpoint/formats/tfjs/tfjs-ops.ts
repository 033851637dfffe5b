/** What a graph may call: the operators that the converter of TensorFlow.js maps (tfjs-converter, operations/op_list). */
export const TFJS_OPS: ReadonlySet<string> = new Set(
  `
  Add AddV2 AddN BiasAdd Sub RealDiv Div DivNoNan FloorDiv Mul Maximum Minimum Pow SquaredDifference Mod FloorMod
  Abs Acos Acosh Asin Asinh Atan Atan2 Atanh Ceil ClipByValue Complex ComplexAbs Cos Cosh Elu Erf Exp Expm1 Floor Imag
  IsNan IsFinite IsInf LeakyRelu Log Log1p Neg Prelu Real Reciprocal Relu Relu6 Round Rsqrt Selu Sigmoid Sign Sin Sinh
  Softplus Sqrt Square Tan Tanh Prod
  EmptyTensorList LoopCond Switch Merge Enter Exit NextIteration TensorArrayV3 TensorArrayWriteV3 TensorArrayReadV3
  TensorArrayGatherV3 TensorArrayScatterV3 TensorArrayConcatV3 TensorArraySplitV3 TensorArraySizeV3 TensorArrayCloseV3
  StatelessIf If StatelessWhile While TensorListScatter TensorListScatterV2 TensorListGather TensorListGetItem
  TensorListSetItem TensorListReserve TensorListFromTensor TensorListStack TensorListSplit TensorListConcat
  TensorListConcatV2 TensorListPopBack TensorListPushBack TensorListLength TensorListResize PartitionedCall
  StatefulPartitionedCall
  AvgPool MaxPool MaxPoolWithArgmax AvgPool3D MaxPool3D Conv1D Conv2D _FusedConv2D Conv2DBackpropInput
  DepthwiseConv2d DepthwiseConv2dNative FusedDepthwiseConv2dNative Conv3D Dilation2D
  Fill LinSpace OneHot Ones OnesLike RandomStandardNormal RandomUniform RandomUniformInt Range TruncatedNormal Zeros
  ZerosLike Multinomial
  NonMaxSuppressionV2 NonMaxSuppressionV3 NonMaxSuppressionV4 NonMaxSuppressionV5 Where ListDiff
  LowerBound TopKV2 UpperBound Unique UniqueV2
  PlaceholderWithDefault Placeholder Const Identity IdentityN Snapshot Rank Size Shape ShapeN Print NoOp StopGradient
  FakeQuantWithMinMaxVars VariableV2 VarHandleOp ReadVariableOp
  HashTable HashTableV2 LookupTableImport LookupTableImportV2 LookupTableFind LookupTableFindV2 LookupTableSize
  LookupTableSizeV2 InitializeTable InitializeTableV2
  ResizeBilinear ResizeNearestNeighbor CropAndResize ImageProjectiveTransformV3
  Equal NotEqual Greater GreaterEqual Less LessEqual LogicalAnd LogicalNot LogicalOr Select SelectV2 BitwiseAnd
  _FusedMatMul MatMul BatchMatMul BatchMatMulV2 Transpose Einsum MatrixBandPart
  EuclideanNorm FusedBatchNorm FusedBatchNormV2 FusedBatchNormV3 LRN Softmax LogSoftmax SparseToDense
  Bincount DenseBincount Max Mean Min Sum All Any ArgMax ArgMin Cumprod Cumsum
  ConcatV2 Concat GatherV2 Gather Reverse ReverseV2 Slice StridedSlice Pack Unpack Tile Split SplitV ScatterNd GatherNd
  TensorScatterUpdate
  SparseFillEmptyRows SparseReshape SparseSegmentMean SparseSegmentSum
  FFT IFFT RFFT IRFFT
  StaticRegexReplace StringNGrams StringSplit StringToHashBucketFast
  Cast ExpandDims MirrorPad Pad PadV2 Reshape EnsureShape Squeeze SpaceToBatchND BatchToSpaceND DepthToSpace BroadcastTo
  BroadcastArgs
  `
    .trim()
    .split(/\s+/),
);
