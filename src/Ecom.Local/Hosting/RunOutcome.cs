using Ecom.Pipeline.Datasets;
using Ecom.Pipeline.Runs;

namespace Ecom.Local.Hosting;

/// <summary>What a run command ended with.</summary>
/// <param name="Report">The refresh's report.</param>
/// <param name="Dataset">What the refresh worked on.</param>
/// <param name="Request">The request that made the run resumable.</param>
/// <param name="Ingest">Time this process spent on reading the dumps, before the refresh's own steps.</param>
internal sealed record RunOutcome(RunReport Report, DatasetManifest Dataset, RunRequestFile Request, TimeSpan Ingest);
