namespace Ecom.Trainer.Relevance;

/// <summary>
/// NDCG with gain 2^relevance − 1 over a judged list (Järvelin and Kekäläinen 2002; the gain of Burges et al. 2005). Equal scores share their places: each gets the mean gain of the
/// tie (McSherry and Najork 2008), so that the order of the file decides nothing.
/// </summary>
internal static class GradedNdcg
{
    /// <returns>0 to 1; 1 for a list where nothing could be ordered wrongly.</returns>
    public static double At(int cutOff, ReadOnlySpan<double> relevance, ReadOnlySpan<float> scores)
    {
        var gains = relevance.ToArray().Select(r => Math.Pow(2, r) - 1).ToArray();
        var order = Enumerable.Range(0, gains.Length).ToArray();
        var keys = scores.ToArray();
        Array.Sort(order, (a, b) => keys[b].CompareTo(keys[a]));
        var found = 0d;
        for (var from = 0; from < order.Length && from < cutOff;)
        {
            var to = from;
            var sum = 0d;
            while (to < order.Length && keys[order[to]] == keys[order[from]]) sum += gains[order[to++]];
            for (var place = from; place < Math.Min(to, cutOff); place++) found += sum / (to - from) / Math.Log2(place + 2);
            from = to;
        }
        var ideal = gains.OrderDescending().Take(cutOff).Select((g, place) => g / Math.Log2(place + 2)).Sum();
        return ideal > 0 ? found / ideal : 1;
    }
}
