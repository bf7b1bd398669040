using Ecom.Models.Formats;
using Ecom.Models.Jobs;
using Ecom.Recommendation.Contracts;

namespace Ecom.Trainer.Fitting;

/// <summary>Exports fitted models into the job's output folder.</summary>
internal static class FittedOutput
{
    /// <summary>Writes the model and opens what was written: measurements are taken on the model that would be served.</summary>
    public static ModelDirectory Export(IFittedModel model, string output)
    {
        var directory = Path.Combine(output, TrainerFiles.Model);
        Directory.CreateDirectory(directory);
        model.Export(directory);
        return ModelDirectory.Open(directory);
    }
}
