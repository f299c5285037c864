"""Pages of characters and drawn marks → paragraphs and tables: the same for every format that places ink.

An engine fills a `page.Page` with glyphs and, by `drawing.draw_path`, with marks. The steps from there, as they are taken:

    each page, `sheets.find_tables`
        rulings    marks_to_rulings      marks that can be seen → rulings, merged, closed where a page cuts or a side is open
        lattices   rulings_to_lattices   rulings that meet → walls of unit cells → cells with their spans
        lattices   assign_glyphs         glyphs → the cells that they stand in, the rest is text
        recovery   recover_lost_rulings  cells with the figures of several → a cell for each
        columns    in_columns            text in two columns → the parts of a page, each as if it were one
    all pages, `assembly.assemble`
        lines      glyphs_to_lines       glyphs outside of tables → lines, without page numbers and running heads
        sheets     assign_frames         lattices too small for a table → the rest of one, or text
        tables     lattice_to_table      lattice → table
        stitching  stitch                tables that a page's end cut → one table
        paragraphs lines_to_paragraphs   lines between tables → paragraphs
"""
