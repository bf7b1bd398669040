namespace Ecom.Local.Engine;

/// <summary>Called before and after each commit of the journal with the boundary's name (<c>before record</c>, <c>after decide</c>, …); crash tests kill here.</summary>
/// <param name="boundary">Its name.</param>
/// <param name="extends">Whether the commit adds to a history: whether a run comes forward by it.</param>
internal delegate void JournalFault(string boundary, bool extends);
