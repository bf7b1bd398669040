using Ecom.Pipeline.Datasets;
using Ecom.Pipeline.Runs;

namespace Ecom.Local.Hosting;

/// <summary>What a run command ended with.</summary>
internal sealed record RunOutcome(RunReport Report, DatasetManifest Dataset, RunRequestFile Request);
