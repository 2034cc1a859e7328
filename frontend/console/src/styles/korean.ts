// Ninety small files by unicode range, of which a page fetches the few it shows; only Korean asks for the list.
import 'pretendard/dist/web/variable/pretendardvariable-dynamic-subset.css';
