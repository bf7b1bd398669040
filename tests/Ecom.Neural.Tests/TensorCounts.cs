namespace Ecom.Neural.Tests;

/// <summary>Tests that count the tensors of the process, so that nothing else may run beside them.</summary>
[CollectionDefinition("tensor counts", DisableParallelization = true)]
public sealed class TensorCounts;
