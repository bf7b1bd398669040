using Ecom.Augmentation.Completion;
using Ecom.Augmentation.Contracts;
using Ecom.Augmentation.Crop;
using Ecom.Augmentation.None;
using Ecom.Augmentation.Slices;
using Ecom.Models;
using Ecom.Recommendation.Contracts;

namespace Ecom.Augmentation.Auto;

/// <summary>
/// Chooses among the augmenters, «none» first: its proposals are theirs in turn, <c>method</c> naming which and <c>slice</c> what is kept of the rows they generate, so that the search on the
/// validation fold decides about method, amount, weight and target at once and everything it tried is in the report.
/// </summary>
public sealed class AutoAugmenter(IReadOnlyList<IAugmenter> methods) : IAugmenter
{
    public string Name => "auto";

    public IEnumerable<Parameters> Proposals(TrainingShape shape, int seed)
    {
        var proposals = methods.Select(m => (m.Name, Each: m.Proposals(shape, seed).GetEnumerator())).ToList();
        // Round by round: every method's best guess, for everybody, before anyone's second. After that each of them goes through the slices, starting at another one.
        for (var round = 0; proposals.Count > 0; round++)
        {
            for (var m = 0; m < proposals.Count; m++)
            {
                var (name, each) = proposals[m];
                if (!each.MoveNext())
                {
                    proposals.RemoveAt(m--);
                    continue;
                }
                var slices = Slices(name);
                yield return Named(each.Current, name).With(GeneratedSlice.Parameter, round == 0 ? GeneratedSlice.All : slices[(round + Order(name)) % slices.Count]);
            }
        }
    }

    public FitEstimate Estimate(TrainingShape shape, Parameters parameters) => Method(parameters).Estimate(shape, parameters);

    public IGenerator Fit(TrainingData data, Parameters parameters, FitContext context) =>
        new SlicedGenerator(Method(parameters).Fit(data, parameters, context));

    /// <summary>A method's; one generator serves all slices.</summary>
    public string FitKey(Parameters parameters) => $"{Method(parameters).Name}:{Method(parameters).FitKey(FitKeys.Apart(parameters, GeneratedSlice.Parameter))}";

    /// <summary>The choice of nothing.</summary>
    public static Parameters Nothing { get; } = Named(Parameters.None, "none").With(GeneratedSlice.Parameter, GeneratedSlice.All);

    /// <summary>What a method's rows can be restricted to: crops are taken in closed form, and networks make no item that few customers share.</summary>
    private IReadOnlyList<string> Slices(string name) => methods.First(m => m.Name == name) switch
    {
        NoneAugmenter or CropAugmenter => [GeneratedSlice.All],
        NetworkAugmenter => [.. GeneratedSlice.Names.Where(s => s != GeneratedSlice.ColdItems)],
        _ => GeneratedSlice.Names,
    };

    private int Order(string name) => methods.TakeWhile(m => m.Name != name).Count();

    private static Parameters Named(Parameters parameters, string method) => parameters.With("method", method);

    private IAugmenter Method(Parameters parameters) =>
        methods.FirstOrDefault(m => m.Name == parameters.Text("method", "none"))
        ?? throw new Ecom.Domain.InputException($"'{parameters.Text("method", "")}' is no method to choose; {string.Join(", ", methods.Select(m => m.Name))} are.");
}
