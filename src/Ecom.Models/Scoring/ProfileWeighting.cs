namespace Ecom.Models.Scoring;

/// <summary>
/// How much each item of a history counts: |weight|^power with the weight's sign, times decay^age, where age is the number of
/// newer items in the history.
/// </summary>
/// <param name="Decay">In (0, 1]; 1 forgets nothing.</param>
/// <param name="Power">0 counts every item alike.</param>
public readonly record struct ProfileWeighting(float Decay, float Power)
{
    public static ProfileWeighting Binary { get; } = new(1, 0);

    public static ProfileWeighting From(Parameters parameters) =>
        new((float)parameters.Number("decay", 1), (float)parameters.Number("power", 0));

    public Parameters ToParameters() => Parameters.None.With("decay", Decay).With("power", Power);

    /// <summary>The weight of the entry at <paramref name="position"/> of <paramref name="length"/>, oldest first.</summary>
    public float Of(float weight, int position, int length)
    {
        var amount = Power switch
        {
            0 => MathF.Sign(weight),
            1 => weight,
            _ => MathF.Sign(weight) * MathF.Pow(MathF.Abs(weight), Power),
        };
        return Decay == 1 ? amount : amount * MathF.Pow(Decay, length - 1 - position);
    }
}
